"""Excel's side: functions, buttons, and arguments as Excel sends them."""
