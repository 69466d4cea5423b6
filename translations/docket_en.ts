<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>docket::AboutDialog</name>
    <message>
        <source>About Docket</source>
        <translation>About Docket</translation>
    </message>
    <message>
        <source>Specs in, reviewed merges out: a workstation for asynchronous coding.

Free software under the GNU General Public License, version 3 or later.
Made with Qt %1, KSyntaxHighlighting, libgit2 and SQLite.</source>
        <translation>Specs in, reviewed merges out: a workstation for asynchronous coding.

Free software under the GNU General Public License, version 3 or later.
Made with Qt %1, KSyntaxHighlighting, libgit2 and SQLite.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>docket::ActionRegistry</name>
    <message>
        <source>Project</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Spec</source>
        <translation>Spec</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transcript</translation>
    </message>
    <message>
        <source>View</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Help</translation>
    </message>
</context>
<context>
    <name>docket::AlertCenter</name>
    <message>
        <source>Answer</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Open review</source>
        <translation>Open review</translation>
    </message>
    <message>
        <source>Open task</source>
        <translation>Open task</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks need you</source>
        <translation>
            <numerusform>%n task needs you</numerusform>
            <numerusform>%n tasks need you</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of a task, its title</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Open the first</source>
        <translation>Open the first</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>Why: %1</translation>
    </message>
    <message>
        <source>Where: %1</source>
        <translation>Where: %1</translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation>Allow once</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Wait</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>Interrupt</translation>
    </message>
</context>
<context>
    <name>docket::AskBar</name>
    <message>
        <source>The agent asks for permission</source>
        <translation>The agent asks for permission</translation>
    </message>
    <message>
        <source>What the agent wants to do</source>
        <translation>What the agent wants to do</translation>
    </message>
    <message numerus="yes">
        <source>%n more after this</source>
        <translation>
            <numerusform>%n more after this</numerusform>
            <numerusform>%n more after this</numerusform>
        </translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>Why: %1</translation>
    </message>
    <message>
        <source>Where: %1</source>
        <translation>Where: %1</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Wait</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>Interrupt</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Kill</translation>
    </message>
    <message>
        <source>Allow for this task</source>
        <translation>Allow for this task</translation>
    </message>
    <message>
        <source>Allow for this project</source>
        <translation>Allow for this project</translation>
    </message>
</context>
<context>
    <name>docket::AuthorColumn</name>
    <message>
        <source>%1, %2, %3: %4</source>
        <comment>commit, author, date, summary</comment>
        <translation>%1, %2, %3: %4</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Searching …</translation>
    </message>
</context>
<context>
    <name>docket::BudgetDialog</name>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>For all rounds of this task together. Docket warns at 80 % and asks the agent to stop at 100 %; the work is kept. So far: %1.</source>
        <translation>For all rounds of this task together. Docket warns at 80 % and asks the agent to stop at 100 %; the work is kept. So far: %1.</translation>
    </message>
    <message>
        <source>Cost in US dollars</source>
        <translation>Cost in US dollars</translation>
    </message>
    <message>
        <source>Tokens, in thousands</source>
        <translation>Tokens, in thousands</translation>
    </message>
    <message>
        <source> thousand</source>
        <translation> thousand</translation>
    </message>
    <message>
        <source>Time in minutes</source>
        <translation>Time in minutes</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Turns</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>No limit</translation>
    </message>
    <message>
        <source>&amp;Cost</source>
        <translation>&amp;Cost</translation>
    </message>
    <message>
        <source>&amp;Tokens</source>
        <translation>&amp;Tokens</translation>
    </message>
    <message>
        <source>T&amp;ime</source>
        <translation>T&amp;ime</translation>
    </message>
    <message>
        <source>T&amp;urns</source>
        <translation>T&amp;urns</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Set the budget</source>
        <translation>Set the budget</translation>
    </message>
</context>
<context>
    <name>docket::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Command palette</translation>
    </message>
    <message>
        <source>Find a command or a task</source>
        <translation>Find a command or a task</translation>
    </message>
    <message>
        <source>Commands and tasks found</source>
        <translation>Commands and tasks found</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>group of a command, then the command</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>docket::CommentBox</name>
    <message>
        <source>Must</source>
        <translation>Must</translation>
    </message>
    <message>
        <source>Should</source>
        <translation>Should</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolve</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>Reply by %1: %2</source>
        <translation>Reply by %1: %2</translation>
    </message>
    <message>
        <source>%1, comment by %2: %3</source>
        <translation>%1, comment by %2: %3</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>round %1</translation>
    </message>
    <message>
        <source>an earlier round</source>
        <translation>an earlier round</translation>
    </message>
    <message>
        <source>Outdated: %1 is gone since %2.</source>
        <translation>Outdated: %1 is gone since %2.</translation>
    </message>
    <message>
        <source>Outdated: written about these lines of %1, which are gone.</source>
        <translation>Outdated: written about these lines of %1, which are gone.</translation>
    </message>
    <message>
        <source>Outdated: the lines of %1 in %2 are gone. They were:</source>
        <translation>Outdated: the lines of %1 in %2 are gone. They were:</translation>
    </message>
    <message>
        <source>Outdated: the lines of %1 are gone. They were:</source>
        <translation>Outdated: the lines of %1 are gone. They were:</translation>
    </message>
    <message>
        <source>Written about %1, line %2, in %3; the lines moved here.</source>
        <translation>Written about %1, line %2, in %3; the lines moved here.</translation>
    </message>
    <message>
        <source>The lines have changed since %1. They were:</source>
        <translation>The lines have changed since %1. They were:</translation>
    </message>
    <message>
        <source>On %1, which is not among the files shown</source>
        <translation>On %1, which is not among the files shown</translation>
    </message>
    <message>
        <source>On line %1 of %2, which is not among the files shown:</source>
        <translation>On line %1 of %2, which is not among the files shown:</translation>
    </message>
    <message>
        <source>Lines %1 to %2</source>
        <translation>Lines %1 to %2</translation>
    </message>
</context>
<context>
    <name>docket::CommentEditor</name>
    <message>
        <source>Comment editor</source>
        <translation>Comment editor</translation>
    </message>
    <message>
        <source>How much it matters</source>
        <translation>How much it matters</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>What should change, and why?</source>
        <translation>What should change, and why?</translation>
    </message>
    <message>
        <source>Ctrl+Enter saves, Esc cancels</source>
        <translation>Ctrl+Enter saves, Esc cancels</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Cancel the comment</source>
        <translation>Cancel the comment</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Save the comment</source>
        <translation>Save the comment</translation>
    </message>
    <message>
        <source>Esc again throws the text away</source>
        <translation>Esc again throws the text away</translation>
    </message>
</context>
<context>
    <name>docket::ConfigurationDialog</name>
    <message>
        <source>Checks for %1</source>
        <translation>Checks for %1</translation>
    </message>
    <message>
        <source>This project has no docket.yaml yet. From what is in the repository, Docket proposes these checks. They count once the file is committed to the base branch.</source>
        <translation>This project has no docket.yaml yet. From what is in the repository, Docket proposes these checks. They count once the file is committed to the base branch.</translation>
    </message>
    <message>
        <source>Proposed docket.yaml</source>
        <translation>Proposed docket.yaml</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Write docket.yaml</source>
        <translation>Write docket.yaml</translation>
    </message>
</context>
<context>
    <name>docket::DefinitionDialog</name>
    <message>
        <source>Where %1 is defined</source>
        <translation>Where %1 is defined</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>Places found</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>a place and its text</comment>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>%1 (before the change)</source>
        <translation>%1 (before the change)</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>The file</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>Open in the editor</translation>
    </message>
</context>
<context>
    <name>docket::DiffActions</name>
    <message>
        <source>Next change</source>
        <translation>Next change</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>Previous change</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>Next file</translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation>Previous file</translation>
    </message>
    <message>
        <source>Down a line</source>
        <translation>Down a line</translation>
    </message>
    <message>
        <source>Up a line</source>
        <translation>Up a line</translation>
    </message>
    <message>
        <source>To the other side</source>
        <translation>To the other side</translation>
    </message>
    <message>
        <source>Next comment</source>
        <translation>Next comment</translation>
    </message>
    <message>
        <source>Previous comment</source>
        <translation>Previous comment</translation>
    </message>
    <message>
        <source>Go where it moved</source>
        <translation>Go where it moved</translation>
    </message>
    <message>
        <source>Mark the file as viewed</source>
        <translation>Mark the file as viewed</translation>
    </message>
    <message>
        <source>Show or hide unchanged lines</source>
        <translation>Show or hide unchanged lines</translation>
    </message>
    <message>
        <source>Comment on the lines</source>
        <translation>Comment on the lines</translation>
    </message>
    <message>
        <source>Comment on the file</source>
        <translation>Comment on the file</translation>
    </message>
    <message>
        <source>Comment on the whole review</source>
        <translation>Comment on the whole review</translation>
    </message>
    <message>
        <source>Reply to the comment</source>
        <translation>Reply to the comment</translation>
    </message>
    <message>
        <source>Edit the comment</source>
        <translation>Edit the comment</translation>
    </message>
    <message>
        <source>Resolve the comment, or open it again</source>
        <translation>Resolve the comment, or open it again</translation>
    </message>
    <message>
        <source>Delete the comment</source>
        <translation>Delete the comment</translation>
    </message>
    <message>
        <source>Side by side or unified</source>
        <translation>Side by side or unified</translation>
    </message>
    <message>
        <source>Whole files</source>
        <translation>Whole files</translation>
    </message>
    <message>
        <source>Show blanks and tabs</source>
        <translation>Show blanks and tabs</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Wrap long lines</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Normal text size</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Select the whole file</source>
        <translation>Select the whole file</translation>
    </message>
    <message>
        <source>Find in all changes</source>
        <translation>Find in all changes</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Next hit</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Previous hit</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Find and copy</source>
        <translation>Find and copy</translation>
    </message>
    <message>
        <source>Show the step that wrote this</source>
        <translation>Show the step that wrote this</translation>
    </message>
    <message>
        <source>Mark the hunk as read, or not</source>
        <translation>Mark the hunk as read, or not</translation>
    </message>
    <message>
        <source>Hunk read, on to the next unread one</source>
        <translation>Hunk read, on to the next unread one</translation>
    </message>
    <message>
        <source>Next unread hunk</source>
        <translation>Next unread hunk</translation>
    </message>
    <message>
        <source>Previous unread hunk</source>
        <translation>Previous unread hunk</translation>
    </message>
    <message>
        <source>Only what changed since my last look</source>
        <translation>Only what changed since my last look</translation>
    </message>
    <message>
        <source>Take along</source>
        <translation>Take along</translation>
    </message>
    <message>
        <source>Show 20 more lines above</source>
        <translation>Show 20 more lines above</translation>
    </message>
    <message>
        <source>Show 20 more lines below</source>
        <translation>Show 20 more lines below</translation>
    </message>
    <message>
        <source>Show the whole function</source>
        <translation>Show the whole function</translation>
    </message>
    <message>
        <source>Fold what is unchanged again</source>
        <translation>Fold what is unchanged again</translation>
    </message>
    <message>
        <source>Compare the picture</source>
        <translation>Compare the picture</translation>
    </message>
    <message>
        <source>Who wrote this line</source>
        <translation>Who wrote this line</translation>
    </message>
    <message>
        <source>Who wrote the lines of the base</source>
        <translation>Who wrote the lines of the base</translation>
    </message>
    <message>
        <source>Go to a file or line …</source>
        <translation>Go to a file or line …</translation>
    </message>
    <message>
        <source>Go to the definition</source>
        <translation>Go to the definition</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Copy the path</translation>
    </message>
    <message>
        <source>Copy a permanent link</source>
        <translation>Copy a permanent link</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>Open in the editor</translation>
    </message>
    <message>
        <source>Save the change as a patch …</source>
        <translation>Save the change as a patch …</translation>
    </message>
    <message>
        <source>Save the change as a page …</source>
        <translation>Save the change as a page …</translation>
    </message>
</context>
<context>
    <name>docket::DiffFilesModel</name>
    <message>
        <source>%1, folder, %2 of %3 viewed</source>
        <translation>%1, folder, %2 of %3 viewed</translation>
    </message>
    <message>
        <source>%1, %2 added, %3 removed</source>
        <translation>%1, %2 added, %3 removed</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n comment</numerusform>
            <numerusform>%n comments</numerusform>
        </translation>
    </message>
    <message>
        <source>viewed</source>
        <translation>viewed</translation>
    </message>
    <message>
        <source>%1 of %2 hunks read</source>
        <translation>%1 of %2 hunks read</translation>
    </message>
</context>
<context>
    <name>docket::DiffPainter</name>
    <message>
        <source>Comparing …</source>
        <translation>Comparing …</translation>
    </message>
    <message>
        <source>Viewed</source>
        <translation>Viewed</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n comment</numerusform>
            <numerusform>%n comments</numerusform>
        </translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>says it is generated, only since this change</source>
        <translation>says it is generated, only since this change</translation>
    </message>
    <message>
        <source>lock file</source>
        <translation>lock file</translation>
    </message>
    <message>
        <source>third-party</source>
        <translation>third-party</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>generated</translation>
    </message>
    <message>
        <source>%1 of %2 read</source>
        <translation>%1 of %2 read</translation>
    </message>
    <message>
        <source>not meant to be compared (.gitattributes)</source>
        <translation>not meant to be compared (.gitattributes)</translation>
    </message>
</context>
<context>
    <name>docket::DiffView</name>
    <message>
        <source>Changes</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>On the review as a whole</source>
        <translation>On the review as a whole</translation>
    </message>
    <message>
        <source>On %1</source>
        <translation>On %1</translation>
    </message>
    <message>
        <source>On line %1 before, %2</source>
        <translation>On line %1 before, %2</translation>
    </message>
    <message>
        <source>On line %1, %2</source>
        <translation>On line %1, %2</translation>
    </message>
    <message>
        <source>On lines %1 to %2 before, %3</source>
        <translation>On lines %1 to %2 before, %3</translation>
    </message>
    <message>
        <source>On lines %1 to %2, %3</source>
        <translation>On lines %1 to %2, %3</translation>
    </message>
    <message>
        <source>This line is new: the base does not have it.</source>
        <translation>This line is new: the base does not have it.</translation>
    </message>
    <message>
        <source>Looking who wrote this line …</source>
        <translation>Looking who wrote this line …</translation>
    </message>
    <message>
        <source>Nobody can be asked who wrote this line.</source>
        <translation>Nobody can be asked who wrote this line.</translation>
    </message>
</context>
<context>
    <name>docket::EngineSourceLookup</name>
    <message>
        <source>Files</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>%1 unchanged lines</source>
        <translation>%1 unchanged lines</translation>
    </message>
    <message>
        <source>Binary file: %1 bytes before, %2 bytes after</source>
        <translation>Binary file: %1 bytes before, %2 bytes after</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>was %1</translation>
    </message>
    <message>
        <source>Opened a read-only copy of %1.</source>
        <translation>Opened a read-only copy of %1.</translation>
    </message>
    <message>
        <source>Opened %1.</source>
        <translation>Opened %1.</translation>
    </message>
</context>
<context>
    <name>docket::EntryLayout</name>
    <message>
        <source>Prompt of round %1</source>
        <translation>Prompt of round %1</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Thought</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>Tool call</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Permission</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>waits</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>runs</translation>
    </message>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>waits for your answer</source>
        <translation>waits for your answer</translation>
    </message>
    <message numerus="yes">
        <source>%n further characters are in the transcript file; copying takes them all.</source>
        <translation>
            <numerusform>%n further character is in the transcript file; copying takes it all.</numerusform>
            <numerusform>%n further characters are in the transcript file; copying takes them all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>docket::EvidencePane</name>
    <message>
        <source>Check</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>Exit code</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Tree</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Tool</translation>
    </message>
    <message>
        <source>Contained by</source>
        <translation>Contained by</translation>
    </message>
    <message>
        <source>Checks and their outcomes</source>
        <translation>Checks and their outcomes</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Search the log</translation>
    </message>
    <message>
        <source>Log of the check</source>
        <translation>Log of the check</translation>
    </message>
    <message>
        <source>The checks are running</source>
        <translation>The checks are running</translation>
    </message>
    <message>
        <source>Each outcome appears here with its log as soon as it is there.</source>
        <translation>Each outcome appears here with its log as soon as it is there.</translation>
    </message>
    <message>
        <source>No evidence yet</source>
        <translation>No evidence yet</translation>
    </message>
    <message>
        <source>After each round the checks of docket.yaml run on exactly the tree that the agent left. Exit code, duration, log and tool version are kept here.</source>
        <translation>After each round the checks of docket.yaml run on exactly the tree that the agent left. Exit code, duration, log and tool version are kept here.</translation>
    </message>
    <message>
        <source>The check printed nothing.</source>
        <translation>The check printed nothing.</translation>
    </message>
</context>
<context>
    <name>docket::EvidenceStrip</name>
    <message>
        <source>Checks of this tree</source>
        <translation>Checks of this tree</translation>
    </message>
    <message>
        <source>No check ran on this tree</source>
        <translation>No check ran on this tree</translation>
    </message>
    <message>
        <source>%1: %2, %3. Shows its log.</source>
        <translation>%1: %2, %3. Shows its log.</translation>
    </message>
    <message>
        <source>%1 (%2)
%3</source>
        <translation>%1 (%2)
%3</translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 passed</source>
        <translation>%1 of %2 passed</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Checks: %1. Shows a log.</source>
        <translation>Checks: %1. Shows a log.</translation>
    </message>
</context>
<context>
    <name>docket::FileTreePanel</name>
    <message>
        <source>Filter files</source>
        <translation>Filter files</translation>
    </message>
    <message>
        <source>Changed files</source>
        <translation>Changed files</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n file(s)</source>
        <translation>
            <numerusform>%1 of %n file</numerusform>
            <numerusform>%1 of %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>docket::FindBar</name>
    <message>
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Find in all changes</source>
        <translation>Find in all changes</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>Match upper and lower case</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Whole words</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regular expression</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Previous hit</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Next hit</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Not a valid expression: %1</source>
        <translation>Not a valid expression: %1</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Searching …</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>docket::GoToDialog</name>
    <message>
        <source>Go to a file or line</source>
        <translation>Go to a file or line</translation>
    </message>
    <message>
        <source>File, or line, or both</source>
        <translation>File, or line, or both</translation>
    </message>
    <message>
        <source>Letters of a file, :line, or file:line</source>
        <translation>Letters of a file, :line, or file:line</translation>
    </message>
    <message>
        <source>Files found</source>
        <translation>Files found</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, line %2</translation>
    </message>
</context>
<context>
    <name>docket::HelpDialog</name>
    <message>
        <source>Docket in five minutes</source>
        <translation>Docket in five minutes</translation>
    </message>
    <message>
        <source>en</source>
        <comment>name of the help page: en or zh_TW</comment>
        <translation>en</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>docket::HelpSheet</name>
    <message>
        <source>Keys of the review</source>
        <translation>Keys of the review</translation>
    </message>
</context>
<context>
    <name>docket::HistoryPane</name>
    <message>
        <source>Events of the task, oldest first</source>
        <translation>Events of the task, oldest first</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unknown</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n round(s)</source>
        <translation>
            <numerusform>%n round</numerusform>
            <numerusform>%n rounds</numerusform>
        </translation>
    </message>
    <message>
        <source>tokens in: %1</source>
        <translation>tokens in: %1</translation>
    </message>
    <message>
        <source>tokens out: %1</source>
        <translation>tokens out: %1</translation>
    </message>
    <message>
        <source>cost: %1</source>
        <translation>cost: %1</translation>
    </message>
    <message>
        <source>time: %1</source>
        <translation>time: %1</translation>
    </message>
    <message>
        <source>cost estimated by the price table</source>
        <translation>cost estimated by the price table</translation>
    </message>
    <message>
        <source>budget: %1</source>
        <translation>budget: %1</translation>
    </message>
    <message>
        <source>allowed for the %1: %2</source>
        <comment>task or project, then what</comment>
        <translation>allowed for the %1: %2</translation>
    </message>
</context>
<context>
    <name>docket::LogFiles</name>
    <message>
        <source>The log cannot be read: %1.</source>
        <translation>The log cannot be read: %1.</translation>
    </message>
    <message>
        <source>The transcript cannot be read: %1.</source>
        <translation>The transcript cannot be read: %1.</translation>
    </message>
</context>
<context>
    <name>docket::MainWindow</name>
    <message>
        <source>Saved as revision %1.</source>
        <translation>Saved as revision %1.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Open a project</translation>
    </message>
    <message>
        <source>Choose the folder of a git repository, or drop a folder here. Docket never works in your own work tree.</source>
        <translation>Choose the folder of a git repository, or drop a folder here. Docket never works in your own work tree.</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) need you</source>
        <translation>
            <numerusform>%n task needs you</numerusform>
            <numerusform>%n tasks need you</numerusform>
        </translation>
    </message>
    <message>
        <source>They are at the top of the list, the most urgent first.</source>
        <translation>They are at the top of the list, the most urgent first.</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nothing needs you</translation>
    </message>
    <message>
        <source>Write down the next change; you are called when there is something to review.</source>
        <translation>Write down the next change; you are called when there is something to review.</translation>
    </message>
    <message>
        <source>(%1) Docket</source>
        <comment>number of tasks that need a person</comment>
        <translation>(%1) Docket</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>Opening %1…</translation>
    </message>
    <message>
        <source>Written: %1. Commit it to the base branch; from then on it counts.</source>
        <translation>Written: %1. Commit it to the base branch; from then on it counts.</translation>
    </message>
    <message>
        <source>The project was closed. Nothing on disk was changed.</source>
        <translation>The project was closed. Nothing on disk was changed.</translation>
    </message>
    <message>
        <source>Nothing new starts; what runs goes on.</source>
        <translation>Nothing new starts; what runs goes on.</translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation>Nothing needs you.</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>&amp;Open project…</translation>
    </message>
    <message>
        <source>Open a git repository</source>
        <translation>Open a git repository</translation>
    </message>
    <message>
        <source>Show &amp;all projects</source>
        <translation>Show &amp;all projects</translation>
    </message>
    <message>
        <source>Write docket.&amp;yaml…</source>
        <translation>Write docket.&amp;yaml…</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>&amp;Close project</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Settings…</translation>
    </message>
    <message>
        <source>Close &amp;window</source>
        <translation>Close &amp;window</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>&amp;New task…</source>
        <translation>&amp;New task…</translation>
    </message>
    <message>
        <source>Next that needs &amp;you</source>
        <translation>Next that needs &amp;you</translation>
    </message>
    <message>
        <source>Next in the &amp;list</source>
        <translation>Next in the &amp;list</translation>
    </message>
    <message>
        <source>&amp;Previous in the list</source>
        <translation>&amp;Previous in the list</translation>
    </message>
    <message>
        <source>&amp;Find a task</source>
        <translation>&amp;Find a task</translation>
    </message>
    <message>
        <source>Hold all &amp;queued tasks</source>
        <translation>Hold all &amp;queued tasks</translation>
    </message>
    <message>
        <source>&amp;Spec</source>
        <translation>&amp;Spec</translation>
    </message>
    <message>
        <source>&amp;Transcript</source>
        <translation>&amp;Transcript</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Review</translation>
    </message>
    <message>
        <source>&amp;Evidence</source>
        <translation>&amp;Evidence</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;History</translation>
    </message>
    <message>
        <source>Command &amp;palette</source>
        <translation>Command &amp;palette</translation>
    </message>
    <message>
        <source>Task &amp;list</source>
        <translation>Task &amp;list</translation>
    </message>
    <message>
        <source>&amp;Light or dark</source>
        <translation>&amp;Light or dark</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Full screen</translation>
    </message>
    <message>
        <source>&amp;Open Docket</source>
        <translation>&amp;Open Docket</translation>
    </message>
    <message>
        <source>Docket in five &amp;minutes</source>
        <translation>Docket in five &amp;minutes</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Keyboard shortcuts</translation>
    </message>
    <message>
        <source>&amp;About Docket</source>
        <translation>&amp;About Docket</translation>
    </message>
    <message>
        <source>&amp;Save a revision</source>
        <translation>&amp;Save a revision</translation>
    </message>
    <message>
        <source>Add a &amp;criterion</source>
        <translation>Add a &amp;criterion</translation>
    </message>
    <message>
        <source>Section: C&amp;urrent state</source>
        <translation>Section: C&amp;urrent state</translation>
    </message>
    <message>
        <source>Section: &amp;Target</source>
        <translation>Section: &amp;Target</translation>
    </message>
    <message>
        <source>Section: &amp;Approach</source>
        <translation>Section: &amp;Approach</translation>
    </message>
    <message>
        <source>Section: Acceptance c&amp;riteria</source>
        <translation>Section: Acceptance c&amp;riteria</translation>
    </message>
    <message>
        <source>&amp;Next thing to look at</source>
        <translation>&amp;Next thing to look at</translation>
    </message>
    <message>
        <source>&amp;Previous thing to look at</source>
        <translation>&amp;Previous thing to look at</translation>
    </message>
    <message>
        <source>&amp;Revisions</source>
        <translation>&amp;Revisions</translation>
    </message>
    <message>
        <source>&amp;Allow once</source>
        <translation>&amp;Allow once</translation>
    </message>
    <message>
        <source>&amp;Reject what it asks</source>
        <translation>&amp;Reject what it asks</translation>
    </message>
    <message>
        <source>&amp;Find in the transcript</source>
        <translation>&amp;Find in the transcript</translation>
    </message>
    <message>
        <source>Find &amp;next in the transcript</source>
        <translation>Find &amp;next in the transcript</translation>
    </message>
    <message>
        <source>Find &amp;previous in the transcript</source>
        <translation>Find &amp;previous in the transcript</translation>
    </message>
    <message>
        <source>&amp;Copy the chosen entries</source>
        <translation>&amp;Copy the chosen entries</translation>
    </message>
    <message>
        <source>F&amp;old all</source>
        <translation>F&amp;old all</translation>
    </message>
    <message>
        <source>&amp;Unfold all</source>
        <translation>&amp;Unfold all</translation>
    </message>
    <message>
        <source>Follow the &amp;end</source>
        <translation>Follow the &amp;end</translation>
    </message>
    <message>
        <source>Find in the &amp;log</source>
        <translation>Find in the &amp;log</translation>
    </message>
    <message>
        <source>Find ne&amp;xt in the log</source>
        <translation>Find ne&amp;xt in the log</translation>
    </message>
    <message>
        <source>Find pre&amp;vious in the log</source>
        <translation>Find pre&amp;vious in the log</translation>
    </message>
    <message>
        <source>Docket keeps working</source>
        <translation>Docket keeps working</translation>
    </message>
    <message>
        <source>Agents go on while the window is closed. The icon in the tray brings it back; Ctrl+Q ends Docket.</source>
        <translation>Agents go on while the window is closed. The icon in the tray brings it back; Ctrl+Q ends Docket.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Agents are at work</source>
        <translation>Agents are at work</translation>
    </message>
    <message>
        <source>This desktop has no tray. Shall Docket go on working, minimised, or end? Ending stops the agents; what they did is kept, and the next start goes on.</source>
        <translation>This desktop has no tray. Shall Docket go on working, minimised, or end? Ending stops the agents; what they did is kept, and the next start goes on.</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>&amp;Minimise</translation>
    </message>
    <message>
        <source>&amp;End Docket</source>
        <translation>&amp;End Docket</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Back</translation>
    </message>
    <message>
        <source>A&amp;gents…</source>
        <translation>A&amp;gents…</translation>
    </message>
    <message>
        <source>Allow for this &amp;task</source>
        <translation>Allow for this &amp;task</translation>
    </message>
    <message>
        <source>Allow for this &amp;project</source>
        <translation>Allow for this &amp;project</translation>
    </message>
    <message>
        <source>&amp;Wait for the silent agent</source>
        <translation>&amp;Wait for the silent agent</translation>
    </message>
    <message>
        <source>&amp;Kill the silent agent</source>
        <translation>&amp;Kill the silent agent</translation>
    </message>
    <message>
        <source>Show its file in the &amp;review</source>
        <translation>Show its file in the &amp;review</translation>
    </message>
</context>
<context>
    <name>docket::MergeDialog</name>
    <message>
        <source>Merge</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Hand the conflicts to the agent</source>
        <translation>Hand the conflicts to the agent</translation>
    </message>
    <message>
        <source>How to merge</source>
        <translation>How to merge</translation>
    </message>
    <message>
        <source>Looking whether it merges…</source>
        <translation>Looking whether it merges…</translation>
    </message>
    <message>
        <source>Commit message, or the paths in conflict</source>
        <translation>Commit message, or the paths in conflict</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation>&amp;How</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were changed on both sides. Nothing was written.</source>
        <translation>
            <numerusform>%n file was changed on both sides. Nothing was written.</numerusform>
            <numerusform>%n files were changed on both sides. Nothing was written.</numerusform>
        </translation>
    </message>
    <message>
        <source>It merges into %1 without conflicts, with this message:</source>
        <translation>It merges into %1 without conflicts, with this message:</translation>
    </message>
    <message>
        <source>Why it is merged all the same</source>
        <translation>Why it is merged all the same</translation>
    </message>
    <message>
        <source>Why it is merged all the same; recorded and written into the commit</source>
        <translation>Why it is merged all the same; recorded and written into the commit</translation>
    </message>
    <message>
        <source>Merge all the same</source>
        <translation>Merge all the same</translation>
    </message>
</context>
<context>
    <name>docket::MessageBar</name>
    <message>
        <source>What can be done about it</source>
        <translation>What can be done about it</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Dismiss the message</translation>
    </message>
</context>
<context>
    <name>docket::NewTaskDialog</name>
    <message>
        <source>Write the spec</source>
        <translation>Write the spec</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>New task</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>What shall be true afterwards?</source>
        <translation>What shall be true afterwards?</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Template</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Feature</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>Refactoring</source>
        <translation>Refactoring</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Project&apos;s default</source>
        <translation>Project&apos;s default</translation>
    </message>
    <message>
        <source>Branch to merge into</source>
        <translation>Branch to merge into</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Title</translation>
    </message>
    <message>
        <source>T&amp;emplate</source>
        <translation>T&amp;emplate</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Project</translation>
    </message>
    <message>
        <source>&amp;Agent</source>
        <translation>&amp;Agent</translation>
    </message>
    <message>
        <source>&amp;Merge into</source>
        <translation>&amp;Merge into</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>docket::NoteDialog</name>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>%1 (Ctrl+Return)</source>
        <translation>%1 (Ctrl+Return)</translation>
    </message>
</context>
<context>
    <name>docket::OverviewRuler</name>
    <message>
        <source>Overview of all changes</source>
        <translation>Overview of all changes</translation>
    </message>
    <message>
        <source>All changes, comments, warnings and search hits; click to go there</source>
        <translation>All changes, comments, warnings and search hits; click to go there</translation>
    </message>
</context>
<context>
    <name>docket::Picture</name>
    <message>
        <source>This is no picture of a known format.</source>
        <translation>This is no picture of a known format.</translation>
    </message>
    <message>
        <source>Too large to be shown: %1 × %2 pixels.</source>
        <translation>Too large to be shown: %1 × %2 pixels.</translation>
    </message>
    <message>
        <source>The picture is damaged: %1.</source>
        <translation>The picture is damaged: %1.</translation>
    </message>
    <message>
        <source>Pictures of this format cannot be shown here.</source>
        <translation>Pictures of this format cannot be shown here.</translation>
    </message>
</context>
<context>
    <name>docket::PictureCanvas</name>
    <message>
        <source>Pictures</source>
        <translation>Pictures</translation>
    </message>
</context>
<context>
    <name>docket::PictureCompare</name>
    <message>
        <source>Compare the pictures</source>
        <translation>Compare the pictures</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Side by side</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Swipe</translation>
    </message>
    <message>
        <source>Onion skin</source>
        <translation>Onion skin</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>After</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>%1: absent</source>
        <comment>a picture</comment>
        <translation>%1: absent</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 pixels</translation>
    </message>
    <message>
        <source>%1 (%2 bytes)</source>
        <translation>%1 (%2 bytes)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a picture&apos;s facts</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Not there after the change</source>
        <translation>Not there after the change</translation>
    </message>
    <message>
        <source>Not there before the change</source>
        <translation>Not there before the change</translation>
    </message>
    <message>
        <source>Reading the picture …</source>
        <translation>Reading the picture …</translation>
    </message>
    <message>
        <source>No pixel differs</source>
        <translation>No pixel differs</translation>
    </message>
    <message>
        <source>%1 of %2 pixels differ (%3 %)</source>
        <translation>%1 of %2 pixels differ (%3 %)</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Edge</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Strength</translation>
    </message>
    <message>
        <source>Where the swipe&apos;s edge is</source>
        <translation>Where the swipe&apos;s edge is</translation>
    </message>
    <message>
        <source>How strong the picture after is</source>
        <translation>How strong the picture after is</translation>
    </message>
</context>
<context>
    <name>docket::ProfileForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Lower-case letters, digits and &quot;-&quot;; what docket.yaml names</source>
        <translation>Lower-case letters, digits and &quot;-&quot;; what docket.yaml names</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>What people read</source>
        <translation>What people read</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protocol</translation>
    </message>
    <message>
        <source>How Docket and the program talk</source>
        <translation>How Docket and the program talk</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>Program and arguments, with quotes where one holds spaces. {prompt}, {prompt_file}, {model}, {worktree}, {task} and {round} are filled in</source>
        <translation>Program and arguments, with quotes where one holds spaces. {prompt}, {prompt_file}, {model}, {worktree}, {task} and {round} are filled in</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>How a plain command gets its prompt</source>
        <translation>How a plain command gets its prompt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Stands for {model} in the command; empty: the agent&apos;s own choice</source>
        <translation>Stands for {model} in the command; empty: the agent&apos;s own choice</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variables</translation>
    </message>
    <message>
        <source>One NAME=value a line, set for the program</source>
        <translation>One NAME=value a line, set for the program</translation>
    </message>
    <message>
        <source>Variables it may see</source>
        <translation>Variables it may see</translation>
    </message>
    <message>
        <source>Names of your own variables, such as keys, with spaces between; * at the end of a name stands for any rest</source>
        <translation>Names of your own variables, such as keys, with spaces between; * at the end of a name stands for any rest</translation>
    </message>
    <message>
        <source>It may use the &amp;network</source>
        <translation>It may use the &amp;network</translation>
    </message>
    <message>
        <source>It may use the network</source>
        <translation>It may use the network</translation>
    </message>
    <message>
        <source>Off: the sandbox cuts it off</source>
        <translation>Off: the sandbox cuts it off</translation>
    </message>
    <message>
        <source>Agent Client Protocol</source>
        <translation>Agent Client Protocol</translation>
    </message>
    <message>
        <source>Claude Code (stream-json)</source>
        <translation>Claude Code (stream-json)</translation>
    </message>
    <message>
        <source>Codex (app-server)</source>
        <translation>Codex (app-server)</translation>
    </message>
    <message>
        <source>Codex (exec)</source>
        <translation>Codex (exec)</translation>
    </message>
    <message>
        <source>Any command</source>
        <translation>Any command</translation>
    </message>
    <message>
        <source>On its input</source>
        <translation>On its input</translation>
    </message>
    <message>
        <source>In a file, {prompt_file}</source>
        <translation>In a file, {prompt_file}</translation>
    </message>
    <message>
        <source>As an argument, {prompt}</source>
        <translation>As an argument, {prompt}</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>T&amp;itle</translation>
    </message>
    <message>
        <source>&amp;Protocol</source>
        <translation>&amp;Protocol</translation>
    </message>
    <message>
        <source>&amp;Command</source>
        <translation>&amp;Command</translation>
    </message>
    <message>
        <source>P&amp;rompt</source>
        <translation>P&amp;rompt</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Model</translation>
    </message>
    <message>
        <source>&amp;Variables</source>
        <translation>&amp;Variables</translation>
    </message>
    <message>
        <source>Variables it may &amp;see</source>
        <translation>Variables it may &amp;see</translation>
    </message>
</context>
<context>
    <name>docket::ProfilesDialog</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Add</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>D&amp;uplicate</translation>
    </message>
    <message>
        <source>R&amp;emove</source>
        <translation>R&amp;emove</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Test</translation>
    </message>
    <message>
        <source>&amp;Drop changes</source>
        <translation>&amp;Drop changes</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>Sa&amp;ve</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>Starts the program and waits for its first answer; no prompt is sent</source>
        <translation>Starts the program and waits for its first answer; no prompt is sent</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>New agent</source>
        <translation>New agent</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>found</source>
        <translation>found</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Found at %1.</source>
        <translation>Found at %1.</translation>
    </message>
    <message>
        <source>R&amp;eset</source>
        <translation>R&amp;eset</translation>
    </message>
    <message>
        <source>There is an agent of this name already; choose another one.</source>
        <translation>There is an agent of this name already; choose another one.</translation>
    </message>
    <message>
        <source>Starting it …</source>
        <translation>Starting it …</translation>
    </message>
    <message>
        <source>Problem: %1</source>
        <translation>Problem: %1</translation>
    </message>
    <message>
        <source>This agent has changes that were not saved. Save them, or press Back once more to drop them.</source>
        <translation>This agent has changes that were not saved. Save them, or press Back once more to drop them.</translation>
    </message>
</context>
<context>
    <name>docket::RangeBanner</name>
    <message>
        <source>What is shown</source>
        <translation>What is shown</translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation>Show all changes</translation>
    </message>
</context>
<context>
    <name>docket::ReviewErrands</name>
    <message>
        <source>Looking for the definition of %1 …</source>
        <translation>Looking for the definition of %1 …</translation>
    </message>
    <message>
        <source>No definition of %1 was found, neither before nor after the change.</source>
        <translation>No definition of %1 was found, neither before nor after the change.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) may define %1.</source>
        <translation>
            <numerusform>%n place may define %1.</numerusform>
            <numerusform>%n places may define %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not part of this change; its text is shown here, and an editor can open it.</source>
        <translation>%1 is not part of this change; its text is shown here, and an editor can open it.</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Copied: %1</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Save the change as a page</source>
        <translation>Save the change as a page</translation>
    </message>
    <message>
        <source>Save the change as a patch</source>
        <translation>Save the change as a patch</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Written: %1</translation>
    </message>
</context>
<context>
    <name>docket::ReviewPane</name>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Files and changes</source>
        <translation>Files and changes</translation>
    </message>
    <message>
        <source>Only round %1</source>
        <translation>Only round %1</translation>
    </message>
    <message>
        <source>All changes, round %1</source>
        <translation>All changes, round %1</translation>
    </message>
    <message>
        <source>All changes as of round %1</source>
        <translation>All changes as of round %1</translation>
    </message>
    <message>
        <source>Choose a task to review.</source>
        <translation>Choose a task to review.</translation>
    </message>
    <message>
        <source>Reading the changes …</source>
        <translation>Reading the changes …</translation>
    </message>
    <message>
        <source>There is nothing to review yet: the agent has not left a snapshot.</source>
        <translation>There is nothing to review yet: the agent has not left a snapshot.</translation>
    </message>
    <message>
        <source>No file was changed.</source>
        <translation>No file was changed.</translation>
    </message>
    <message>
        <source>+%1  −%2</source>
        <translation>+%1  −%2</translation>
    </message>
    <message>
        <source>The comment that you were writing is here again.</source>
        <translation>The comment that you were writing is here again.</translation>
    </message>
    <message>
        <source>All of it is read.</source>
        <translation>All of it is read.</translation>
    </message>
    <message>
        <source>Since my last look, round %1 to %2</source>
        <translation>Since my last look, round %1 to %2</translation>
    </message>
    <message>
        <source>Only what changed since you last looked: from round %1 to round %2.</source>
        <translation>Only what changed since you last looked: from round %1 to round %2.</translation>
    </message>
    <message>
        <source>Only what round %1 changed.</source>
        <translation>Only what round %1 changed.</translation>
    </message>
    <message>
        <source>All changes as of round %1, which is not the newest.</source>
        <translation>All changes as of round %1, which is not the newest.</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) on other files stand at the top.</source>
        <translation>
            <numerusform>%n comment on another file stands at the top.</numerusform>
            <numerusform>%n comments on other files stand at the top.</numerusform>
        </translation>
    </message>
    <message>
        <source>You have not looked at an earlier round, so all of it is new to you.</source>
        <translation>You have not looked at an earlier round, so all of it is new to you.</translation>
    </message>
    <message>
        <source>too much to look for moved blocks</source>
        <translation>too much to look for moved blocks</translation>
    </message>
    <message>
        <source>too much to look for copies</source>
        <translation>too much to look for copies</translation>
    </message>
    <message>
        <source>You have not looked at the changes.</source>
        <translation>You have not looked at the changes.</translation>
    </message>
</context>
<context>
    <name>docket::ReviewToolBar</name>
    <message>
        <source>What is shown of the change</source>
        <translation>What is shown of the change</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>What is compared</translation>
    </message>
    <message>
        <source>Since my last look</source>
        <translation>Since my last look</translation>
    </message>
    <message>
        <source>Side by side or unified</source>
        <translation>Side by side or unified</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Side by side</translation>
    </message>
    <message>
        <source>Unified</source>
        <translation>Unified</translation>
    </message>
    <message>
        <source>How blanks are compared</source>
        <translation>How blanks are compared</translation>
    </message>
    <message>
        <source>All blanks count</source>
        <translation>All blanks count</translation>
    </message>
    <message>
        <source>Ignore blanks at line ends</source>
        <translation>Ignore blanks at line ends</translation>
    </message>
    <message>
        <source>Ignore amount of blanks</source>
        <translation>Ignore amount of blanks</translation>
    </message>
    <message>
        <source>Ignore all blanks</source>
        <translation>Ignore all blanks</translation>
    </message>
    <message>
        <source>Whole files</source>
        <translation>Whole files</translation>
    </message>
    <message>
        <source>Blanks</source>
        <translation>Blanks</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>Wrap</translation>
    </message>
    <message>
        <source>More of this bar</source>
        <translation>More of this bar</translation>
    </message>
</context>
<context>
    <name>docket::RowText</name>
    <message>
        <source>added</source>
        <translation>added</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>deleted</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>changed</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>renamed</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>copied</translation>
    </message>
    <message>
        <source>type changed</source>
        <translation>type changed</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>removed</translation>
    </message>
    <message>
        <source>only indented</source>
        <translation>only indented</translation>
    </message>
    <message>
        <source>only blanks changed</source>
        <translation>only blanks changed</translation>
    </message>
    <message>
        <source>moved away</source>
        <translation>moved away</translation>
    </message>
    <message>
        <source>moved here</source>
        <translation>moved here</translation>
    </message>
    <message>
        <source>copied here</source>
        <translation>copied here</translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n unchanged line</numerusform>
            <numerusform>%n unchanged lines</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown size</source>
        <translation>unknown size</translation>
    </message>
    <message>
        <source>No line end at the end of the file</source>
        <translation>No line end at the end of the file</translation>
    </message>
    <message>
        <source>Mode changed from %1 to %2</source>
        <translation>Mode changed from %1 to %2</translation>
    </message>
    <message>
        <source>: it can be run now</source>
        <translation>: it can be run now</translation>
    </message>
    <message>
        <source>The kind of file changed (mode %1 to %2)</source>
        <translation>The kind of file changed (mode %1 to %2)</translation>
    </message>
    <message>
        <source>Renamed from %1 (%2 % alike)</source>
        <translation>Renamed from %1 (%2 % alike)</translation>
    </message>
    <message>
        <source>Copied from %1 (%2 % alike)</source>
        <translation>Copied from %1 (%2 % alike)</translation>
    </message>
    <message>
        <source>Binary file: %1 (%2) before, %3 (%4) after</source>
        <translation>Binary file: %1 (%2) before, %3 (%4) after</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation>Empty file</translation>
    </message>
    <message>
        <source>Symbolic link: the text is its target</source>
        <translation>Symbolic link: the text is its target</translation>
    </message>
    <message>
        <source>Submodule: the text is its commit</source>
        <translation>Submodule: the text is its commit</translation>
    </message>
    <message>
        <source>Pointer of Git LFS: the content itself is stored elsewhere</source>
        <translation>Pointer of Git LFS: the content itself is stored elsewhere</translation>
    </message>
    <message>
        <source>Line ends changed from %1 to %2; lines are compared without them</source>
        <translation>Line ends changed from %1 to %2; lines are compared without them</translation>
    </message>
    <message>
        <source>A byte order mark was added</source>
        <translation>A byte order mark was added</translation>
    </message>
    <message>
        <source>The byte order mark was removed</source>
        <translation>The byte order mark was removed</translation>
    </message>
    <message>
        <source>Encoding changed from %1 to %2</source>
        <translation>Encoding changed from %1 to %2</translation>
    </message>
    <message>
        <source>The sides differ only in blanks, which are hidden now</source>
        <translation>The sides differ only in blanks, which are hidden now</translation>
    </message>
    <message>
        <source>Too large to compare finely: the changes shown are right, but coarser than they could be</source>
        <translation>Too large to compare finely: the changes shown are right, but coarser than they could be</translation>
    </message>
    <message>
        <source>The text could not be read: %1</source>
        <translation>The text could not be read: %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>line %1</translation>
    </message>
    <message>
        <source>moved to %1</source>
        <translation>moved to %1</translation>
    </message>
    <message>
        <source>copied from %1</source>
        <translation>copied from %1</translation>
    </message>
    <message>
        <source>moved from %1</source>
        <translation>moved from %1</translation>
    </message>
    <message>
        <source>File %1, %2</source>
        <translation>File %1, %2</translation>
    </message>
    <message>
        <source>%1 added, %2 removed</source>
        <translation>%1 added, %2 removed</translation>
    </message>
    <message>
        <source>viewed</source>
        <translation>viewed</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>Not compared yet</translation>
    </message>
    <message>
        <source>%1 %2, before: %3, after: %4</source>
        <translation>%1 %2, before: %3, after: %4</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>The branch was moved to another base: what came with that is set apart</source>
        <translation>The branch was moved to another base: what came with that is set apart</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) edited</source>
        <translation>
            <numerusform>%n line edited</numerusform>
            <numerusform>%n lines edited</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 … (a line of %2)</source>
        <translation>%1 … (a line of %2)</translation>
    </message>
    <message>
        <source>Hunk %1, read</source>
        <translation>Hunk %1, read</translation>
    </message>
    <message>
        <source>Hunk %1, not read</source>
        <translation>Hunk %1, not read</translation>
    </message>
    <message>
        <source>Came with the new base</source>
        <translation>Came with the new base</translation>
    </message>
</context>
<context>
    <name>docket::SettingsDialog</name>
    <message>
        <source>Tasks that run at once</source>
        <translation>Tasks that run at once</translation>
    </message>
    <message>
        <source>Longest time of one round, in minutes</source>
        <translation>Longest time of one round, in minutes</translation>
    </message>
    <message>
        <source>Agent for new tasks</source>
        <translation>Agent for new tasks</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Notify me when a task &amp;needs me</source>
        <translation>Notify me when a task &amp;needs me</translation>
    </message>
    <message>
        <source>Notify me when a task needs me</source>
        <translation>Notify me when a task needs me</translation>
    </message>
    <message>
        <source>&amp;Quiet hours from</source>
        <translation>&amp;Quiet hours from</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Quiet hours</translation>
    </message>
    <message>
        <source>Quiet hours begin</source>
        <translation>Quiet hours begin</translation>
    </message>
    <message>
        <source>Quiet hours end</source>
        <translation>Quiet hours end</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Project&apos;s default</source>
        <translation>Project&apos;s default</translation>
    </message>
    <message>
        <source>%1 (not available)</source>
        <translation>%1 (not available)</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>As the desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Takes effect at the next start</translation>
    </message>
    <message>
        <source>until</source>
        <comment>quiet hours from ... until ...</comment>
        <translation>until</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>Tasks that &amp;run at once</source>
        <translation>Tasks that &amp;run at once</translation>
    </message>
    <message>
        <source>&amp;Longest round</source>
        <translation>&amp;Longest round</translation>
    </message>
    <message>
        <source>&amp;Agent for new tasks</source>
        <translation>&amp;Agent for new tasks</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Windows</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Colours</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Lan&amp;guage</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>Command of the editor</source>
        <translation>Command of the editor</translation>
    </message>
    <message>
        <source>Light, high contrast</source>
        <translation>Light, high contrast</translation>
    </message>
    <message>
        <source>Dark, high contrast</source>
        <translation>Dark, high contrast</translation>
    </message>
    <message>
        <source>A program, with {file} and {line} where they belong; empty: what VISUAL names. No shell is involved.</source>
        <translation>A program, with {file} and {line} where they belong; empty: what VISUAL names. No shell is involved.</translation>
    </message>
    <message>
        <source>&amp;Edit agents…</source>
        <translation>&amp;Edit agents…</translation>
    </message>
    <message>
        <source>&amp;Editor</source>
        <translation>&amp;Editor</translation>
    </message>
</context>
<context>
    <name>docket::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>docket::SpecOutline</name>
    <message>
        <source>Outline of the spec and what is missing</source>
        <translation>Outline of the spec and what is missing</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>number of a criterion, its text</comment>
        <translation>%1  %2</translation>
    </message>
    <message numerus="yes">
        <source>Complete: %n criteria</source>
        <translation>
            <numerusform>Complete: %n criterion</numerusform>
            <numerusform>Complete: %n criteria</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at</source>
        <translation>
            <numerusform>%n thing to look at</numerusform>
            <numerusform>%n things to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>docket::SpecPane</name>
    <message>
        <source>Take this text</source>
        <translation>Take this text</translation>
    </message>
    <message>
        <source>Back to the newest</source>
        <translation>Back to the newest</translation>
    </message>
    <message>
        <source>Text of the spec, in Markdown</source>
        <translation>Text of the spec, in Markdown</translation>
    </message>
    <message>
        <source>Agent that does it</source>
        <translation>Agent that does it</translation>
    </message>
    <message>
        <source>Revision to show</source>
        <translation>Revision to show</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>into %1</source>
        <comment>branch</comment>
        <translation>into %1</translation>
    </message>
    <message>
        <source>Revision %1 (newest)</source>
        <translation>Revision %1 (newest)</translation>
    </message>
    <message>
        <source>Revision %1, %2</source>
        <translation>Revision %1, %2</translation>
    </message>
    <message>
        <source>Revision %1 says the same as the newest.</source>
        <translation>Revision %1 says the same as the newest.</translation>
    </message>
    <message>
        <source>Revision %1. Since then: %2</source>
        <translation>Revision %1. Since then: %2</translation>
    </message>
    <message>
        <source>Project&apos;s default</source>
        <translation>Project&apos;s default</translation>
    </message>
    <message>
        <source>%1 (not available)</source>
        <translation>%1 (not available)</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Not saved yet</translation>
    </message>
    <message>
        <source>Saved as revision %1</source>
        <translation>Saved as revision %1</translation>
    </message>
    <message>
        <source>Back to the saved text</source>
        <translation>Back to the saved text</translation>
    </message>
    <message>
        <source>Text that was not saved on %1 is back. It becomes a revision when you save or leave.</source>
        <translation>Text that was not saved on %1 is back. It becomes a revision when you save or leave.</translation>
    </message>
</context>
<context>
    <name>docket::SpecWords</name>
    <message>
        <source>Give it a title: a first line that begins with #.</source>
        <translation>Give it a title: a first line that begins with #.</translation>
    </message>
    <message>
        <source>The section “%1” is missing.</source>
        <translation>The section “%1” is missing.</translation>
    </message>
    <message>
        <source>The section “%1” is empty.</source>
        <translation>The section “%1” is empty.</translation>
    </message>
    <message>
        <source>There are no acceptance criteria: how will you know that it is done?</source>
        <translation>There are no acceptance criteria: how will you know that it is done?</translation>
    </message>
    <message>
        <source>A criterion has no number: %1</source>
        <translation>A criterion has no number: %1</translation>
    </message>
    <message>
        <source>%1 is there twice.</source>
        <translation>%1 is there twice.</translation>
    </message>
    <message>
        <source>%1 says nothing.</source>
        <translation>%1 says nothing.</translation>
    </message>
    <message>
        <source>“%1” cannot be checked; say how it is measured.</source>
        <translation>“%1” cannot be checked; say how it is measured.</translation>
    </message>
    <message>
        <source>Left from the template: %1</source>
        <translation>Left from the template: %1</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Introduction</source>
        <translation>Introduction</translation>
    </message>
    <message>
        <source>%1: added</source>
        <translation>%1: added</translation>
    </message>
    <message>
        <source>%1: removed</source>
        <translation>%1: removed</translation>
    </message>
    <message>
        <source>%1: changed</source>
        <translation>%1: changed</translation>
    </message>
</context>
<context>
    <name>docket::TaskActions</name>
    <message>
        <source>Put in the &amp;queue</source>
        <translation>Put in the &amp;queue</translation>
    </message>
    <message>
        <source>&amp;Start now</source>
        <translation>&amp;Start now</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>&amp;Hold</translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation>&amp;Answer</translation>
    </message>
    <message>
        <source>&amp;Interrupt</source>
        <translation>&amp;Interrupt</translation>
    </message>
    <message>
        <source>&amp;Go on…</source>
        <translation>&amp;Go on…</translation>
    </message>
    <message>
        <source>&amp;Retry in a new attempt</source>
        <translation>&amp;Retry in a new attempt</translation>
    </message>
    <message>
        <source>Move &amp;up in the queue</source>
        <translation>Move &amp;up in the queue</translation>
    </message>
    <message>
        <source>Move &amp;down in the queue</source>
        <translation>Move &amp;down in the queue</translation>
    </message>
    <message>
        <source>Snoo&amp;ze until tomorrow</source>
        <translation>Snoo&amp;ze until tomorrow</translation>
    </message>
    <message>
        <source>&amp;Cancel task…</source>
        <translation>&amp;Cancel task…</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Review</translation>
    </message>
    <message>
        <source>&amp;Approve…</source>
        <translation>&amp;Approve…</translation>
    </message>
    <message>
        <source>Request &amp;changes…</source>
        <translation>Request &amp;changes…</translation>
    </message>
    <message>
        <source>Re&amp;ject…</source>
        <translation>Re&amp;ject…</translation>
    </message>
    <message>
        <source>&amp;Merge…</source>
        <translation>&amp;Merge…</translation>
    </message>
    <message>
        <source>The task is in the queue.</source>
        <translation>The task is in the queue.</translation>
    </message>
    <message>
        <source>The task starts.</source>
        <translation>The task starts.</translation>
    </message>
    <message>
        <source>The task is held.</source>
        <translation>The task is held.</translation>
    </message>
    <message>
        <source>The agent was asked to stop; its work is kept.</source>
        <translation>The agent was asked to stop; its work is kept.</translation>
    </message>
    <message>
        <source>The task is in the queue for a new attempt.</source>
        <translation>The task is in the queue for a new attempt.</translation>
    </message>
    <message>
        <source>End the snoo&amp;ze</source>
        <translation>End the snoo&amp;ze</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>The agent goes on in the same worktree. What should it know?</source>
        <translation>The agent goes on in the same worktree. What should it know?</translation>
    </message>
    <message>
        <source>A message for the agent (may stay empty)</source>
        <translation>A message for the agent (may stay empty)</translation>
    </message>
    <message>
        <source>Cancel task</source>
        <translation>Cancel task</translation>
    </message>
    <message>
        <source>The task is called off. Its spec and all snapshots are kept.</source>
        <translation>The task is called off. Its spec and all snapshots are kept.</translation>
    </message>
    <message>
        <source>Why (may stay empty)</source>
        <translation>Why (may stay empty)</translation>
    </message>
    <message>
        <source>The agent goes on.</source>
        <translation>The agent goes on.</translation>
    </message>
    <message>
        <source>The task was called off.</source>
        <translation>The task was called off.</translation>
    </message>
    <message>
        <source>The task is back.</source>
        <translation>The task is back.</translation>
    </message>
    <message>
        <source>The task comes back tomorrow at nine.</source>
        <translation>The task comes back tomorrow at nine.</translation>
    </message>
    <message>
        <source>The queue has a new order.</source>
        <translation>The queue has a new order.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approve</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) failed on this tree. You approve it all the same.</source>
        <translation>
            <numerusform>%n check failed on this tree. You approve it all the same.</numerusform>
            <numerusform>%n checks failed on this tree. You approve it all the same.</numerusform>
        </translation>
    </message>
    <message>
        <source>You approve exactly this tree: %1.</source>
        <translation>You approve exactly this tree: %1.</translation>
    </message>
    <message>
        <source>A note for the record (may stay empty)</source>
        <translation>A note for the record (may stay empty)</translation>
    </message>
    <message>
        <source>Request changes</source>
        <translation>Request changes</translation>
    </message>
    <message>
        <source>Your comments become the next prompt of the same agent.</source>
        <translation>Your comments become the next prompt of the same agent.</translation>
    </message>
    <message>
        <source>Something to say besides the comments</source>
        <translation>Something to say besides the comments</translation>
    </message>
    <message>
        <source>What the agent will be told</source>
        <translation>What the agent will be told</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>The work is not merged. Its snapshots are kept.</source>
        <translation>The work is not merged. Its snapshots are kept.</translation>
    </message>
    <message>
        <source>Approved. It can be merged now.</source>
        <translation>Approved. It can be merged now.</translation>
    </message>
    <message>
        <source>The agent starts another round with your comments.</source>
        <translation>The agent starts another round with your comments.</translation>
    </message>
    <message>
        <source>Rejected.</source>
        <translation>Rejected.</translation>
    </message>
    <message>
        <source>Merged.</source>
        <translation>Merged.</translation>
    </message>
    <message>
        <source>The agent gets the conflicts as its next round.</source>
        <translation>The agent gets the conflicts as its next round.</translation>
    </message>
    <message>
        <source>&amp;Tell the agent…</source>
        <translation>&amp;Tell the agent…</translation>
    </message>
    <message>
        <source>&amp;Budget…</source>
        <translation>&amp;Budget…</translation>
    </message>
    <message>
        <source>Change the &amp;base branch…</source>
        <translation>Change the &amp;base branch…</translation>
    </message>
    <message>
        <source>Tell the agent</source>
        <translation>Tell the agent</translation>
    </message>
    <message>
        <source>The agent hears it while it works, if it listens; its turn goes on.</source>
        <translation>The agent hears it while it works, if it listens; its turn goes on.</translation>
    </message>
    <message>
        <source>What the agent should know</source>
        <translation>What the agent should know</translation>
    </message>
    <message>
        <source>Tell it</source>
        <translation>Tell it</translation>
    </message>
    <message>
        <source>The agent was told.</source>
        <translation>The agent was told.</translation>
    </message>
    <message>
        <source>The budget is set.</source>
        <translation>The budget is set.</translation>
    </message>
    <message>
        <source>Base branch</source>
        <translation>Base branch</translation>
    </message>
    <message>
        <source>Branch for the next attempt to start from and to be merged into. The attempt that is there keeps its own.</source>
        <translation>Branch for the next attempt to start from and to be merged into. The attempt that is there keeps its own.</translation>
    </message>
    <message>
        <source>Branch to start from and to merge into</source>
        <translation>Branch to start from and to merge into</translation>
    </message>
    <message>
        <source>The base branch is %1.</source>
        <translation>The base branch is %1.</translation>
    </message>
</context>
<context>
    <name>docket::TaskDelegate</name>
    <message>
        <source>round %1</source>
        <translation>round %1</translation>
    </message>
    <message>
        <source>first %1 of %2</source>
        <translation>first %1 of %2</translation>
    </message>
</context>
<context>
    <name>docket::TaskHeader</name>
    <message>
        <source>into %1</source>
        <comment>branch</comment>
        <translation>into %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>attempt %1</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>round %1</translation>
    </message>
</context>
<context>
    <name>docket::TaskPage</name>
    <message>
        <source>Parts of the task</source>
        <translation>Parts of the task</translation>
    </message>
    <message>
        <source>Spec</source>
        <translation>Spec</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transcript</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>History</source>
        <translation>History</translation>
    </message>
    <message numerus="yes">
        <source>%n changed file(s)</source>
        <translation>
            <numerusform>%n changed file</numerusform>
            <numerusform>%n changed files</numerusform>
        </translation>
    </message>
    <message>
        <source>This file is not part of the change, or its change is not known yet.</source>
        <translation>This file is not part of the change, or its change is not known yet.</translation>
    </message>
</context>
<context>
    <name>docket::TaskSidebar</name>
    <message>
        <source>Search tasks</source>
        <translation>Search tasks</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>No task has these words in its title or project.</source>
        <translation>No task has these words in its title or project.</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>No tasks yet</translation>
    </message>
    <message>
        <source>Tasks are listed here once a project is open.</source>
        <translation>Tasks are listed here once a project is open.</translation>
    </message>
    <message>
        <source>Describe a first change; Docket does the rest up to your review.</source>
        <translation>Describe a first change; Docket does the rest up to your review.</translation>
    </message>
</context>
<context>
    <name>docket::TopBar</name>
    <message>
        <source>Tasks that run now, of those that may run at once</source>
        <translation>Tasks that run now, of those that may run at once</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>All projects</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>No project</translation>
    </message>
    <message>
        <source>Project: %1</source>
        <translation>Project: %1</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%1 of %2 running</translation>
    </message>
</context>
<context>
    <name>docket::TranscriptFeed</name>
    <message>
        <source>%1 pieces went by faster than they can be shown; choose the round again to read them.</source>
        <translation>%1 pieces went by faster than they can be shown; choose the round again to read them.</translation>
    </message>
</context>
<context>
    <name>docket::TranscriptPane</name>
    <message>
        <source>Round to show</source>
        <translation>Round to show</translation>
    </message>
    <message>
        <source>Search the transcript</source>
        <translation>Search the transcript</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Follow the end</translation>
    </message>
    <message>
        <source>Round %1</source>
        <translation>Round %1</translation>
    </message>
    <message>
        <source>The agent has not started</source>
        <translation>The agent has not started</translation>
    </message>
    <message>
        <source>What it says and does appears here, live, as soon as the task runs.</source>
        <translation>What it says and does appears here, live, as soon as the task runs.</translation>
    </message>
    <message>
        <source>Nothing said yet</source>
        <translation>Nothing said yet</translation>
    </message>
    <message>
        <source>The agent is starting; its first words appear here.</source>
        <translation>The agent is starting; its first words appear here.</translation>
    </message>
    <message>
        <source>This step names no file. Choose a tool call that does.</source>
        <translation>This step names no file. Choose a tool call that does.</translation>
    </message>
    <message>
        <source>No step of the transcript names %1; a command may have written it.</source>
        <translation>No step of the transcript names %1; a command may have written it.</translation>
    </message>
</context>
<context>
    <name>docket::TranscriptView</name>
    <message>
        <source>Transcript</source>
        <translation>Transcript</translation>
    </message>
</context>
<context>
    <name>docket::Tray</name>
    <message>
        <source>Running</source>
        <translation>Running</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) need you</source>
        <translation>
            <numerusform>%n task needs you</numerusform>
            <numerusform>%n tasks need you</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nothing needs you</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>tray: what waits, what runs</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of a task, its title</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing runs</source>
        <translation>Nothing runs</translation>
    </message>
</context>
<context>
    <name>docket::VerdictBar</name>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Note to the verdict</source>
        <translation>Note to the verdict</translation>
    </message>
    <message>
        <source>Note to the verdict (optional)</source>
        <translation>Note to the verdict (optional)</translation>
    </message>
    <message>
        <source>How to merge</source>
        <translation>How to merge</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>Ends the task; its work is kept in a snapshot</source>
        <translation>Ends the task; its work is kept in a snapshot</translation>
    </message>
    <message>
        <source>Request changes</source>
        <translation>Request changes</translation>
    </message>
    <message>
        <source>The open comments and the note go to the agent as its next round</source>
        <translation>The open comments and the note go to the agent as its next round</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Approves exactly this tree</source>
        <translation>Approves exactly this tree</translation>
    </message>
    <message>
        <source>Hand back to the agent</source>
        <translation>Hand back to the agent</translation>
    </message>
    <message>
        <source>The agent gets the conflicts as its next round</source>
        <translation>The agent gets the conflicts as its next round</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Moves the base branch</source>
        <translation>Moves the base branch</translation>
    </message>
    <message>
        <source>Rejected. The work is kept in its snapshot.</source>
        <translation>Rejected. The work is kept in its snapshot.</translation>
    </message>
    <message>
        <source>The agent gets your comments as its next round.</source>
        <translation>The agent gets your comments as its next round.</translation>
    </message>
    <message>
        <source>Approved. It can be merged now.</source>
        <translation>Approved. It can be merged now.</translation>
    </message>
    <message>
        <source>Trying the merge …</source>
        <translation>Trying the merge …</translation>
    </message>
    <message>
        <source>Conflicts with %1: %2</source>
        <translation>Conflicts with %1: %2</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Merges into %1 without conflicts</source>
        <translation>Merges into %1 without conflicts</translation>
    </message>
    <message>
        <source>%1 open, %2 must</source>
        <translation>%1 open, %2 must</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) open</source>
        <translation>
            <numerusform>%n comment open</numerusform>
            <numerusform>%n comments open</numerusform>
        </translation>
    </message>
    <message>
        <source>you see round %1, the verdict is about round %2</source>
        <translation>you see round %1, the verdict is about round %2</translation>
    </message>
    <message>
        <source>Merged into %1.</source>
        <translation>Merged into %1.</translation>
    </message>
    <message>
        <source>The agent gets the conflicts as its next round.</source>
        <translation>The agent gets the conflicts as its next round.</translation>
    </message>
    <message>
        <source>Approve all the same</source>
        <translation>Approve all the same</translation>
    </message>
    <message>
        <source>%1 of %2 hunks are not read.</source>
        <translation>%1 of %2 hunks are not read.</translation>
    </message>
    <message>
        <source>%1 of %2 files are not read.</source>
        <translation>%1 of %2 files are not read.</translation>
    </message>
    <message>
        <source>Why it is merged all the same</source>
        <translation>Why it is merged all the same</translation>
    </message>
    <message>
        <source>Merge all the same</source>
        <translation>Merge all the same</translation>
    </message>
    <message>
        <source>%1 of %2 hunks read</source>
        <translation>%1 of %2 hunks read</translation>
    </message>
    <message>
        <source>%1 of %2 files viewed</source>
        <translation>%1 of %2 files viewed</translation>
    </message>
</context>
<context>
    <name>docket::Words</name>
    <message>
        <source>Draft</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>Asks you</source>
        <translation>Asks you</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>Merging</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Merged</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrupted</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Timed out</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Not started</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>In the queue</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Snoozed</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Drafts</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Merge commit</source>
        <translation>Merge commit</translation>
    </message>
    <message>
        <source>Squash into one commit</source>
        <translation>Squash into one commit</translation>
    </message>
    <message>
        <source>Fast-forward</source>
        <translation>Fast-forward</translation>
    </message>
    <message>
        <source>Changes requested</source>
        <translation>Changes requested</translation>
    </message>
    <message>
        <source>now</source>
        <translation>now</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>age in a list</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>age in a list</comment>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>age in a list</comment>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>Task %1: %2</source>
        <translation>Task %1: %2</translation>
    </message>
    <message>
        <source>project %1</source>
        <translation>project %1</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>round %1</translation>
    </message>
    <message>
        <source>%1 checks passed, %2 failed</source>
        <translation>%1 checks passed, %2 failed</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>since %1</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <comment>sentence, then the path or name it is about</comment>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>at least %1</translation>
    </message>
    <message>
        <source>cost: %1</source>
        <translation>cost: %1</translation>
    </message>
    <message>
        <source>tokens: %1</source>
        <translation>tokens: %1</translation>
    </message>
    <message>
        <source>time: %1</source>
        <translation>time: %1</translation>
    </message>
    <message>
        <source>turns: %1</source>
        <translation>turns: %1</translation>
    </message>
    <message>
        <source>%1 USD</source>
        <translation>%1 USD</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 tokens</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 minutes</translation>
    </message>
    <message>
        <source>%1 turns</source>
        <translation>%1 turns</translation>
    </message>
    <message>
        <source>once</source>
        <comment>for how long something is allowed</comment>
        <translation>once</translation>
    </message>
    <message>
        <source>task</source>
        <comment>for how long something is allowed</comment>
        <translation>task</translation>
    </message>
    <message>
        <source>project</source>
        <comment>for how long something is allowed</comment>
        <translation>project</translation>
    </message>
    <message>
        <source>Nothing was heard from the agent for a while. What shall be done?</source>
        <translation>Nothing was heard from the agent for a while. What shall be done?</translation>
    </message>
    <message>
        <source>Nothing was heard from the agent for %1. What shall be done?</source>
        <translation>Nothing was heard from the agent for %1. What shall be done?</translation>
    </message>
</context>
</TS>
