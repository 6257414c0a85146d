Option Explicit

' What the ribbon and the buttons in the sheets call. Each runs one line of Python.

Private Const OURS As String = "sc_refresh"
Private mEvents As AppEvents

Public Sub ScRefresh_OnAction(control As IRibbonControl)
    RunAction "refresh"
End Sub

Public Sub ScCheck_OnAction(control As IRibbonControl)
    RunAction "check"
End Sub

Public Sub ScWhatChanged_OnAction(control As IRibbonControl)
    RunAction "what_changed"
End Sub

Public Sub ScCommentary_OnAction(control As IRibbonControl)
    RunAction "draft_commentary"
End Sub

Public Sub ScExportPdf_OnAction(control As IRibbonControl)
    RunAction "export_pdf"
End Sub

Public Sub ScHelp_OnAction(control As IRibbonControl)
    RunAction "show_help"
End Sub

' The action of a link's defined name, or an empty text when it is no button of ours.
Public Function ActionOf(ByVal linkName As String) As String
    Select Case LCase$(linkName)
        Case "sc_refresh": ActionOf = "refresh"
        Case "sc_check": ActionOf = "check"
        Case "sc_what_changed": ActionOf = "what_changed"
        Case "sc_commentary": ActionOf = "draft_commentary"
        Case "sc_export_pdf": ActionOf = "export_pdf"
        Case "sc_help": ActionOf = "show_help"
        Case Else: ActionOf = ""
    End Select
End Function

Public Sub RunAction(ByVal action As String)
    ArmEvents
    If Not IsOurs(ActiveWorkbook) Then
        MsgBox "This workbook is no Safer Communities dashboard. Open the dashboard, and choose the button again.", vbInformation, "Safer Communities"
        Exit Sub
    End If
    RunPython "import workbook.excel.buttons; workbook.excel.buttons." & action & "()"
End Sub

' Listens for clicks on the buttons in the sheets. A reset of VBA forgets it, so that every
' callback arms it again.
Public Sub ArmEvents()
    If mEvents Is Nothing Then Set mEvents = New AppEvents
    Set mEvents.App = Application
End Sub

Public Function IsOurs(ByVal book As Workbook) As Boolean
    Dim found As Name
    IsOurs = False
    If book Is Nothing Then Exit Function
    On Error Resume Next
    Set found = book.Names(OURS)
    On Error GoTo 0
    IsOurs = Not found Is Nothing
End Function

' The wizard's texts, once; Excel takes them only while a workbook is active.
Public Sub DescribeOnce()
    Static isDone As Boolean
    If isDone Then Exit Sub
    If ActiveWorkbook Is Nothing Then Exit Sub
    isDone = True
    DescribeFunctions
End Sub

' A text as the numbers of its letters, which no shell changes.
Public Function Encoded(ByVal letters As String) As String
    Dim i As Long
    For i = 1 To Len(letters)
        Encoded = Encoded & Right$("000" & Hex$(AscW(Mid$(letters, i, 1)) And &HFFFF&), 4)
    Next i
End Function
