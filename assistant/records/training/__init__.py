"""What learners did and know, apart from the records of patients, and who is calibrated to rate."""
