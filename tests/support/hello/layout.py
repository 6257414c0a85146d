"""What stands where on Hello."""

from workbook.layout.named_block import form
from workbook.layout.sheet import Group, Sheet

HELLO = Sheet(name="Hello", group=Group.EVIDENCE, purpose="Says whose dashboard it is")
GREETING = form("hello.greeting", ("hello", "area"))
