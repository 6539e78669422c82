import { operationsWith } from '../../aws/operations.ts';
import { controltowerClient, DeleteLandingZoneCommand, UpdateLandingZoneCommand } from './client.ts';

export default operationsWith(controltowerClient, {
  DeleteLandingZone: DeleteLandingZoneCommand,
  UpdateLandingZone: UpdateLandingZoneCommand,
});
