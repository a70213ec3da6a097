"""malar: a bedside companion for cutaneous lupus scoring and for one paper's answers on its treatment."""

__version__ = "0.1.0"
