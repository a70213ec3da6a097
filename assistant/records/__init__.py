"""What is kept on disk: assessments in progress and finished ones."""
