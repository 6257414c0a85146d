"""The sheets Actions, Outputs and Outcomes."""
