/** A bucket of the attacker's, whose policy lets CloudTrail and AWS Config deliver. */
export const ATTACKERS_BUCKET = 'indelible-elsewhere';
