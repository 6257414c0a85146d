"""What the codes of findings and of errors mean."""
