"""The Excel add-in, built from text: ribbon, buttons' macros, function wrappers."""
