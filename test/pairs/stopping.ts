import { deny, MANAGEMENT, organizationTrail, TRAIL, WORKLOAD } from '../worlds/build.ts';
import { type Pair, staying, withScp } from './pair.ts';

const open = staying();

const pairs: readonly Pair[] = [
  {
    technique: 'cloudtrail-stop-logging',
    open,
    actor: 'admin',
    account: WORKLOAD,
    path: ['cloudtrail:StopLogging'],
    closed: withScp(open, deny('cloudtrail:StopLogging', TRAIL)),
  },
  {
    technique: 'cloudtrail-org-trail-stop-management',
    open: staying({ trails: [organizationTrail()] }),
    actor: 'management',
    account: MANAGEMENT,
    path: ['cloudtrail:StopLogging'],
    closed: { never: 'the management account owns the trail, and no policy binds it' },
  },
];

export default pairs;
