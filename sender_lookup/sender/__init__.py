"""Who the phone shows as the origin."""
