"""How one patient's scores changed, judged by published definitions; knows no storage."""
