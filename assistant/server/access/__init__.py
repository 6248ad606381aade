"""Who calls, and what they may do and see: keys, logins, grants, limits, the audit log."""
