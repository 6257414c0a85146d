"""The house style: canvas, page, charts, marks, fitting and wording."""
