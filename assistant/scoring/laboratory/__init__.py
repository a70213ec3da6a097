"""Laboratory results, read as laboratories and clinicians write them, and what they propose."""
