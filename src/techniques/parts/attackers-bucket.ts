/** A bucket of the attacker's, whose policy lets CloudTrail deliver. */
export const ATTACKERS_BUCKET = 'indelible-elsewhere';
