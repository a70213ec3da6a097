"""Questions about what does not seem to fit, asked before an assessment is finished."""
