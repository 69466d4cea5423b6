<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>docket::AboutDialog</name>
    <message>
        <source>About Docket</source>
        <translation>關於 Docket</translation>
    </message>
    <message>
        <source>Specs in, reviewed merges out: a workstation for asynchronous coding.

Free software under the GNU General Public License, version 3 or later.
Made with Qt %1, KSyntaxHighlighting, libgit2 and SQLite.</source>
        <translation>輸入規格，產出經過審查的合併：非同步程式開發的工作站。

自由軟體，採用 GNU 通用公共授權條款第 3 版或更新版本。
以 Qt %1、KSyntaxHighlighting、libgit2 與 SQLite 製作。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>docket::ActionRegistry</name>
    <message>
        <source>Project</source>
        <translation>專案</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任務</translation>
    </message>
    <message>
        <source>Spec</source>
        <translation>規格</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>審查</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>對話記錄</translation>
    </message>
    <message>
        <source>View</source>
        <translation>檢視</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>說明</translation>
    </message>
</context>
<context>
    <name>docket::AlertCenter</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Open review</source>
        <translation>開啟審查</translation>
    </message>
    <message>
        <source>Open task</source>
        <translation>開啟任務</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍後</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks need you</source>
        <translation>
            <numerusform>有 %n 個任務需要您</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of a task, its title</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Open the first</source>
        <translation>開啟第一個</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Where: %1</source>
        <translation>位置：%1</translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation>允許一次</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒絕</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>中斷</translation>
    </message>
</context>
<context>
    <name>docket::AskBar</name>
    <message>
        <source>The agent asks for permission</source>
        <translation>代理程式請求許可</translation>
    </message>
    <message>
        <source>What the agent wants to do</source>
        <translation>代理程式想做的事</translation>
    </message>
    <message numerus="yes">
        <source>%n more after this</source>
        <translation>
            <numerusform>之後還有 %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Where: %1</source>
        <translation>位置：%1</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>中斷</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>強制結束</translation>
    </message>
    <message>
        <source>Allow for this task</source>
        <translation>此任務都允許</translation>
    </message>
    <message>
        <source>Allow for this project</source>
        <translation>此專案都允許</translation>
    </message>
</context>
<context>
    <name>docket::AuthorColumn</name>
    <message>
        <source>%1, %2, %3: %4</source>
        <comment>commit, author, date, summary</comment>
        <translation>%1，%2，%3：%4</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>正在搜尋 …</translation>
    </message>
</context>
<context>
    <name>docket::BudgetDialog</name>
    <message>
        <source>Budget</source>
        <translation>預算</translation>
    </message>
    <message>
        <source>For all rounds of this task together. Docket warns at 80 % and asks the agent to stop at 100 %; the work is kept. So far: %1.</source>
        <translation>此任務所有輪次合計。到 80 % 時 Docket 會警告，到 100 % 時會要求代理程式停止；成果會保留。目前為止：%1。</translation>
    </message>
    <message>
        <source>Cost in US dollars</source>
        <translation>費用（美元）</translation>
    </message>
    <message>
        <source>Tokens, in thousands</source>
        <translation>權杖（千）</translation>
    </message>
    <message>
        <source> thousand</source>
        <translation> 千</translation>
    </message>
    <message>
        <source>Time in minutes</source>
        <translation>時間（分鐘）</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分鐘</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>回合</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>無限制</translation>
    </message>
    <message>
        <source>&amp;Cost</source>
        <translation>費用(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Tokens</source>
        <translation>權杖(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;ime</source>
        <translation>時間(&amp;I)</translation>
    </message>
    <message>
        <source>T&amp;urns</source>
        <translation>回合(&amp;U)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Set the budget</source>
        <translation>設定預算</translation>
    </message>
</context>
<context>
    <name>docket::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>指令面板</translation>
    </message>
    <message>
        <source>Find a command or a task</source>
        <translation>尋找指令或任務</translation>
    </message>
    <message>
        <source>Commands and tasks found</source>
        <translation>找到的指令與任務</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>group of a command, then the command</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>docket::CommentBox</name>
    <message>
        <source>Must</source>
        <translation>必須</translation>
    </message>
    <message>
        <source>Should</source>
        <translation>應該</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新開啟</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回覆</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>標為已解決</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編輯</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已解決</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Reply by %1: %2</source>
        <translation>%1 的回覆：%2</translation>
    </message>
    <message>
        <source>%1, comment by %2: %3</source>
        <translation>%1，%2 的留言：%3</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>第 %1 輪</translation>
    </message>
    <message>
        <source>an earlier round</source>
        <translation>較早的一輪</translation>
    </message>
    <message>
        <source>Outdated: %1 is gone since %2.</source>
        <translation>已過時：%2之後 %1 已不存在。</translation>
    </message>
    <message>
        <source>Outdated: written about these lines of %1, which are gone.</source>
        <translation>已過時：這則留言針對%1的這些行，但它們已不存在。</translation>
    </message>
    <message>
        <source>Outdated: the lines of %1 in %2 are gone. They were:</source>
        <translation>已過時：%2時 %1 的這些行已不存在。原本是：</translation>
    </message>
    <message>
        <source>Outdated: the lines of %1 are gone. They were:</source>
        <translation>已過時：%1的這些行已不存在。原本是：</translation>
    </message>
    <message>
        <source>Written about %1, line %2, in %3; the lines moved here.</source>
        <translation>原為%3時對 %1 第 %2 行的留言；這些行已移到這裡。</translation>
    </message>
    <message>
        <source>The lines have changed since %1. They were:</source>
        <translation>這些行在%1之後已變更。原本是：</translation>
    </message>
    <message>
        <source>On %1, which is not among the files shown</source>
        <translation>關於 %1，不在顯示的檔案之中</translation>
    </message>
    <message>
        <source>On line %1 of %2, which is not among the files shown:</source>
        <translation>關於 %2 第 %1 行，該檔案不在顯示的檔案之中：</translation>
    </message>
    <message>
        <source>Lines %1 to %2</source>
        <translation>第 %1 至 %2 行</translation>
    </message>
</context>
<context>
    <name>docket::CommentEditor</name>
    <message>
        <source>Comment editor</source>
        <translation>留言編輯器</translation>
    </message>
    <message>
        <source>How much it matters</source>
        <translation>重要程度</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>What should change, and why?</source>
        <translation>應該改什麼？為什麼？</translation>
    </message>
    <message>
        <source>Ctrl+Enter saves, Esc cancels</source>
        <translation>Ctrl+Enter 儲存，Esc 取消</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the comment</source>
        <translation>取消留言</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回覆</translation>
    </message>
    <message>
        <source>Save the comment</source>
        <translation>儲存留言</translation>
    </message>
    <message>
        <source>Esc again throws the text away</source>
        <translation>再按一次 Esc 會捨棄文字</translation>
    </message>
</context>
<context>
    <name>docket::ConfigurationDialog</name>
    <message>
        <source>Checks for %1</source>
        <translation>%1 的檢查</translation>
    </message>
    <message>
        <source>This project has no docket.yaml yet. From what is in the repository, Docket proposes these checks. They count once the file is committed to the base branch.</source>
        <translation>此專案還沒有 docket.yaml。Docket 依儲存庫的內容建議以下檢查。檔案提交到基礎分支之後才會生效。</translation>
    </message>
    <message>
        <source>Proposed docket.yaml</source>
        <translation>建議的 docket.yaml</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暫時不要</translation>
    </message>
    <message>
        <source>Write docket.yaml</source>
        <translation>寫入 docket.yaml</translation>
    </message>
</context>
<context>
    <name>docket::DefinitionDialog</name>
    <message>
        <source>Where %1 is defined</source>
        <translation>%1 的定義位置</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>找到的位置</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>a place and its text</comment>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>%1 (before the change)</source>
        <translation>%1（變更前）</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>在編輯器中開啟</translation>
    </message>
</context>
<context>
    <name>docket::DiffActions</name>
    <message>
        <source>Next change</source>
        <translation>下一個變更</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>上一個變更</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一個檔案</translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation>上一個檔案</translation>
    </message>
    <message>
        <source>Down a line</source>
        <translation>下移一行</translation>
    </message>
    <message>
        <source>Up a line</source>
        <translation>上移一行</translation>
    </message>
    <message>
        <source>To the other side</source>
        <translation>切換到另一側</translation>
    </message>
    <message>
        <source>Next comment</source>
        <translation>下一則留言</translation>
    </message>
    <message>
        <source>Previous comment</source>
        <translation>上一則留言</translation>
    </message>
    <message>
        <source>Go where it moved</source>
        <translation>前往移動的位置</translation>
    </message>
    <message>
        <source>Mark the file as viewed</source>
        <translation>將檔案標為已檢視</translation>
    </message>
    <message>
        <source>Show or hide unchanged lines</source>
        <translation>顯示或隱藏未變更的行</translation>
    </message>
    <message>
        <source>Comment on the lines</source>
        <translation>對這些行留言</translation>
    </message>
    <message>
        <source>Comment on the file</source>
        <translation>對檔案留言</translation>
    </message>
    <message>
        <source>Comment on the whole review</source>
        <translation>對整個審查留言</translation>
    </message>
    <message>
        <source>Reply to the comment</source>
        <translation>回覆留言</translation>
    </message>
    <message>
        <source>Edit the comment</source>
        <translation>編輯留言</translation>
    </message>
    <message>
        <source>Resolve the comment, or open it again</source>
        <translation>解決留言或重新開啟</translation>
    </message>
    <message>
        <source>Delete the comment</source>
        <translation>刪除留言</translation>
    </message>
    <message>
        <source>Side by side or unified</source>
        <translation>並排或統一格式</translation>
    </message>
    <message>
        <source>Whole files</source>
        <translation>完整檔案</translation>
    </message>
    <message>
        <source>Show blanks and tabs</source>
        <translation>顯示空白與定位字元</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>長行自動換行</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>縮小文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>正常文字大小</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Select the whole file</source>
        <translation>選取整個檔案</translation>
    </message>
    <message>
        <source>Find in all changes</source>
        <translation>在所有變更中尋找</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一個結果</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一個結果</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>閱讀</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>Find and copy</source>
        <translation>尋找與複製</translation>
    </message>
    <message>
        <source>Show the step that wrote this</source>
        <translation>顯示寫下此處的步驟</translation>
    </message>
    <message>
        <source>Mark the hunk as read, or not</source>
        <translation>將區塊標為已讀或未讀</translation>
    </message>
    <message>
        <source>Hunk read, on to the next unread one</source>
        <translation>區塊已讀，前往下一個未讀區塊</translation>
    </message>
    <message>
        <source>Next unread hunk</source>
        <translation>下一個未讀區塊</translation>
    </message>
    <message>
        <source>Previous unread hunk</source>
        <translation>上一個未讀區塊</translation>
    </message>
    <message>
        <source>Only what changed since my last look</source>
        <translation>僅顯示上次查看後的變更</translation>
    </message>
    <message>
        <source>Take along</source>
        <translation>匯出</translation>
    </message>
    <message>
        <source>Show 20 more lines above</source>
        <translation>向上多顯示 20 行</translation>
    </message>
    <message>
        <source>Show 20 more lines below</source>
        <translation>向下多顯示 20 行</translation>
    </message>
    <message>
        <source>Show the whole function</source>
        <translation>顯示整個函式</translation>
    </message>
    <message>
        <source>Fold what is unchanged again</source>
        <translation>重新摺疊未變更的行</translation>
    </message>
    <message>
        <source>Compare the picture</source>
        <translation>比較圖片</translation>
    </message>
    <message>
        <source>Who wrote this line</source>
        <translation>這一行是誰寫的</translation>
    </message>
    <message>
        <source>Who wrote the lines of the base</source>
        <translation>基礎版本的各行是誰寫的</translation>
    </message>
    <message>
        <source>Go to a file or line …</source>
        <translation>前往檔案或行 …</translation>
    </message>
    <message>
        <source>Go to the definition</source>
        <translation>前往定義</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>複製路徑</translation>
    </message>
    <message>
        <source>Copy a permanent link</source>
        <translation>複製永久連結</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>在編輯器中開啟</translation>
    </message>
    <message>
        <source>Save the change as a patch …</source>
        <translation>將變更儲存為修補檔 …</translation>
    </message>
    <message>
        <source>Save the change as a page …</source>
        <translation>將變更儲存為網頁 …</translation>
    </message>
</context>
<context>
    <name>docket::DiffFilesModel</name>
    <message>
        <source>%1, folder, %2 of %3 viewed</source>
        <translation>%1，資料夾，已檢視 %2／%3</translation>
    </message>
    <message>
        <source>%1, %2 added, %3 removed</source>
        <translation>%1，新增 %2，移除 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n 則留言</numerusform>
        </translation>
    </message>
    <message>
        <source>viewed</source>
        <translation>已檢視</translation>
    </message>
    <message>
        <source>%1 of %2 hunks read</source>
        <translation>已讀 %1／%2 個區塊</translation>
    </message>
</context>
<context>
    <name>docket::DiffPainter</name>
    <message>
        <source>Comparing …</source>
        <translation>正在比較 …</translation>
    </message>
    <message>
        <source>Viewed</source>
        <translation>已檢視</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n 則留言</numerusform>
        </translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>says it is generated, only since this change</source>
        <translation>自稱是產生的檔案，但僅自此變更起</translation>
    </message>
    <message>
        <source>lock file</source>
        <translation>鎖定檔</translation>
    </message>
    <message>
        <source>third-party</source>
        <translation>第三方</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>自動產生</translation>
    </message>
    <message>
        <source>%1 of %2 read</source>
        <translation>已讀 %1／%2</translation>
    </message>
    <message>
        <source>not meant to be compared (.gitattributes)</source>
        <translation>不供比較（.gitattributes）</translation>
    </message>
</context>
<context>
    <name>docket::DiffView</name>
    <message>
        <source>Changes</source>
        <translation>變更</translation>
    </message>
    <message>
        <source>On the review as a whole</source>
        <translation>關於整個審查</translation>
    </message>
    <message>
        <source>On %1</source>
        <translation>關於 %1</translation>
    </message>
    <message>
        <source>On line %1 before, %2</source>
        <translation>變更前第 %1 行，%2</translation>
    </message>
    <message>
        <source>On line %1, %2</source>
        <translation>第 %1 行，%2</translation>
    </message>
    <message>
        <source>On lines %1 to %2 before, %3</source>
        <translation>變更前第 %1 至 %2 行，%3</translation>
    </message>
    <message>
        <source>On lines %1 to %2, %3</source>
        <translation>第 %1 至 %2 行，%3</translation>
    </message>
    <message>
        <source>This line is new: the base does not have it.</source>
        <translation>這一行是新的：基礎版本沒有。</translation>
    </message>
    <message>
        <source>Looking who wrote this line …</source>
        <translation>正在查詢這一行是誰寫的 …</translation>
    </message>
    <message>
        <source>Nobody can be asked who wrote this line.</source>
        <translation>無從查詢這一行是誰寫的。</translation>
    </message>
</context>
<context>
    <name>docket::EngineSourceLookup</name>
    <message>
        <source>Files</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>%1 unchanged lines</source>
        <translation>%1 行未變更</translation>
    </message>
    <message>
        <source>Binary file: %1 bytes before, %2 bytes after</source>
        <translation>二進位檔案：之前 %1 位元組，之後 %2 位元組</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>原為 %1</translation>
    </message>
    <message>
        <source>Opened a read-only copy of %1.</source>
        <translation>已開啟 %1 的唯讀副本。</translation>
    </message>
    <message>
        <source>Opened %1.</source>
        <translation>已開啟 %1。</translation>
    </message>
</context>
<context>
    <name>docket::EntryLayout</name>
    <message>
        <source>Prompt of round %1</source>
        <translation>第 %1 輪的提示</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>計畫</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>工具呼叫</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>執行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>waits for your answer</source>
        <translation>等待您的回答</translation>
    </message>
    <message numerus="yes">
        <source>%n further characters are in the transcript file; copying takes them all.</source>
        <translation>
            <numerusform>其餘 %n 個字元在記錄檔中；複製時會包含全部。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>docket::EvidencePane</name>
    <message>
        <source>Check</source>
        <translation>檢查</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>輪次</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>結束代碼</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗時</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>樹</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Contained by</source>
        <translation>隔離方式</translation>
    </message>
    <message>
        <source>Checks and their outcomes</source>
        <translation>檢查及其結果</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜尋記錄</translation>
    </message>
    <message>
        <source>Log of the check</source>
        <translation>檢查的記錄</translation>
    </message>
    <message>
        <source>The checks are running</source>
        <translation>檢查執行中</translation>
    </message>
    <message>
        <source>Each outcome appears here with its log as soon as it is there.</source>
        <translation>每項結果一出來就會連同記錄顯示在這裡。</translation>
    </message>
    <message>
        <source>No evidence yet</source>
        <translation>尚無證據</translation>
    </message>
    <message>
        <source>After each round the checks of docket.yaml run on exactly the tree that the agent left. Exit code, duration, log and tool version are kept here.</source>
        <translation>每一輪之後，docket.yaml 的檢查會在代理程式留下的那棵樹上執行。結束代碼、耗時、記錄與工具版本都保存在這裡。</translation>
    </message>
    <message>
        <source>The check printed nothing.</source>
        <translation>檢查沒有輸出任何內容。</translation>
    </message>
</context>
<context>
    <name>docket::EvidenceStrip</name>
    <message>
        <source>Checks of this tree</source>
        <translation>此樹的檢查</translation>
    </message>
    <message>
        <source>No check ran on this tree</source>
        <translation>此樹沒有執行過檢查</translation>
    </message>
    <message>
        <source>%1: %2, %3. Shows its log.</source>
        <translation>%1：%2，%3。顯示其記錄。</translation>
    </message>
    <message>
        <source>%1 (%2)
%3</source>
        <translation>%1（%2）
%3</translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n 項通過</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 passed</source>
        <translation>%2 項中有 %1 項通過</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>檢查</translation>
    </message>
    <message>
        <source>Checks: %1. Shows a log.</source>
        <translation>檢查：%1。顯示記錄檔。</translation>
    </message>
</context>
<context>
    <name>docket::FileTreePanel</name>
    <message>
        <source>Filter files</source>
        <translation>篩選檔案</translation>
    </message>
    <message>
        <source>Changed files</source>
        <translation>變更的檔案</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 個檔案</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n file(s)</source>
        <translation>
            <numerusform>%n 個檔案中的 %1 個</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>docket::FindBar</name>
    <message>
        <source>Find</source>
        <translation>尋找</translation>
    </message>
    <message>
        <source>Find in all changes</source>
        <translation>在所有變更中尋找</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>區分大小寫</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字拼寫</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正規表示式</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一個結果</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一個結果</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Not a valid expression: %1</source>
        <translation>不是有效的表示式：%1</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>正在搜尋 …</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>找不到任何內容</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 個，共 %2 個</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n 個結果</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>docket::GoToDialog</name>
    <message>
        <source>Go to a file or line</source>
        <translation>前往檔案或行</translation>
    </message>
    <message>
        <source>File, or line, or both</source>
        <translation>檔案、行，或兩者</translation>
    </message>
    <message>
        <source>Letters of a file, :line, or file:line</source>
        <translation>檔名中的字母、:行號，或 檔案:行號</translation>
    </message>
    <message>
        <source>Files found</source>
        <translation>找到的檔案</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
</context>
<context>
    <name>docket::HelpDialog</name>
    <message>
        <source>Docket in five minutes</source>
        <translation>五分鐘認識 Docket</translation>
    </message>
    <message>
        <source>en</source>
        <comment>name of the help page: en or zh_TW</comment>
        <translation>zh_TW</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>docket::HelpSheet</name>
    <message>
        <source>Keys of the review</source>
        <translation>審查的按鍵</translation>
    </message>
</context>
<context>
    <name>docket::HistoryPane</name>
    <message>
        <source>Events of the task, oldest first</source>
        <translation>任務的事件，由舊到新</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n 次嘗試</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n round(s)</source>
        <translation>
            <numerusform>%n 輪</numerusform>
        </translation>
    </message>
    <message>
        <source>tokens in: %1</source>
        <translation>輸入權杖：%1</translation>
    </message>
    <message>
        <source>tokens out: %1</source>
        <translation>輸出權杖：%1</translation>
    </message>
    <message>
        <source>cost: %1</source>
        <translation>費用：%1</translation>
    </message>
    <message>
        <source>time: %1</source>
        <translation>時間：%1</translation>
    </message>
    <message>
        <source>cost estimated by the price table</source>
        <translation>費用依價目表估算</translation>
    </message>
    <message>
        <source>budget: %1</source>
        <translation>預算：%1</translation>
    </message>
    <message>
        <source>allowed for the %1: %2</source>
        <comment>task or project, then what</comment>
        <translation>已允許（%1）：%2</translation>
    </message>
</context>
<context>
    <name>docket::LogFiles</name>
    <message>
        <source>The log cannot be read: %1.</source>
        <translation>無法讀取記錄檔：%1。</translation>
    </message>
    <message>
        <source>The transcript cannot be read: %1.</source>
        <translation>無法讀取對話記錄：%1。</translation>
    </message>
</context>
<context>
    <name>docket::MainWindow</name>
    <message>
        <source>Saved as revision %1.</source>
        <translation>已儲存為修訂版 %1。</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>開啟專案</translation>
    </message>
    <message>
        <source>Choose the folder of a git repository, or drop a folder here. Docket never works in your own work tree.</source>
        <translation>選擇 git 儲存庫的資料夾，或把資料夾拖放到這裡。Docket 從不在您自己的工作目錄中動手。</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) need you</source>
        <translation>
            <numerusform>有 %n 個任務需要您</numerusform>
        </translation>
    </message>
    <message>
        <source>They are at the top of the list, the most urgent first.</source>
        <translation>它們在清單最上方，最緊急的排在最前面。</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>目前沒有需要您的事</translation>
    </message>
    <message>
        <source>Write down the next change; you are called when there is something to review.</source>
        <translation>寫下下一個變更；有東西可審查時會通知您。</translation>
    </message>
    <message>
        <source>(%1) Docket</source>
        <comment>number of tasks that need a person</comment>
        <translation>(%1) Docket</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在開啟 %1…</translation>
    </message>
    <message>
        <source>Written: %1. Commit it to the base branch; from then on it counts.</source>
        <translation>已寫入：%1。請提交到基礎分支，之後就會生效。</translation>
    </message>
    <message>
        <source>The project was closed. Nothing on disk was changed.</source>
        <translation>專案已關閉。磁碟上沒有任何變更。</translation>
    </message>
    <message>
        <source>Nothing new starts; what runs goes on.</source>
        <translation>不再啟動新的任務；執行中的會繼續。</translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation>目前沒有需要您的事。</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>開啟專案(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a git repository</source>
        <translation>開啟 git 儲存庫</translation>
    </message>
    <message>
        <source>Show &amp;all projects</source>
        <translation>顯示所有專案(&amp;A)</translation>
    </message>
    <message>
        <source>Write docket.&amp;yaml…</source>
        <translation>寫入 docket.yaml(&amp;Y)…</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>關閉專案(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>設定(&amp;S)…</translation>
    </message>
    <message>
        <source>Close &amp;window</source>
        <translation>關閉視窗(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>結束(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;New task…</source>
        <translation>新增任務(&amp;N)…</translation>
    </message>
    <message>
        <source>Next that needs &amp;you</source>
        <translation>下一個需要您的任務(&amp;Y)</translation>
    </message>
    <message>
        <source>Next in the &amp;list</source>
        <translation>清單中的下一個(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Previous in the list</source>
        <translation>清單中的上一個(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Find a task</source>
        <translation>尋找任務(&amp;F)</translation>
    </message>
    <message>
        <source>Hold all &amp;queued tasks</source>
        <translation>暫停佇列中的所有任務(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Spec</source>
        <translation>規格(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Transcript</source>
        <translation>對話記錄(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>審查(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Evidence</source>
        <translation>證據(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>歷程(&amp;H)</translation>
    </message>
    <message>
        <source>Command &amp;palette</source>
        <translation>指令面板(&amp;P)</translation>
    </message>
    <message>
        <source>Task &amp;list</source>
        <translation>任務清單(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Light or dark</source>
        <translation>淺色或深色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全螢幕(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open Docket</source>
        <translation>開啟 Docket(&amp;O)</translation>
    </message>
    <message>
        <source>Docket in five &amp;minutes</source>
        <translation>五分鐘認識 Docket(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>鍵盤快速鍵(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Docket</source>
        <translation>關於 Docket(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Save a revision</source>
        <translation>儲存修訂版(&amp;S)</translation>
    </message>
    <message>
        <source>Add a &amp;criterion</source>
        <translation>加入驗收條件(&amp;C)</translation>
    </message>
    <message>
        <source>Section: C&amp;urrent state</source>
        <translation>段落：現況(&amp;U)</translation>
    </message>
    <message>
        <source>Section: &amp;Target</source>
        <translation>段落：目標(&amp;T)</translation>
    </message>
    <message>
        <source>Section: &amp;Approach</source>
        <translation>段落：作法(&amp;A)</translation>
    </message>
    <message>
        <source>Section: Acceptance c&amp;riteria</source>
        <translation>段落：驗收條件(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Next thing to look at</source>
        <translation>下一個待處理項目(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous thing to look at</source>
        <translation>上一個待處理項目(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Revisions</source>
        <translation>修訂版(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Allow once</source>
        <translation>允許一次(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Reject what it asks</source>
        <translation>拒絕請求(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find in the transcript</source>
        <translation>在對話記錄中尋找(&amp;F)</translation>
    </message>
    <message>
        <source>Find &amp;next in the transcript</source>
        <translation>在對話記錄中找下一個(&amp;N)</translation>
    </message>
    <message>
        <source>Find &amp;previous in the transcript</source>
        <translation>在對話記錄中找上一個(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Copy the chosen entries</source>
        <translation>複製所選項目(&amp;C)</translation>
    </message>
    <message>
        <source>F&amp;old all</source>
        <translation>全部摺疊(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Unfold all</source>
        <translation>全部展開(&amp;U)</translation>
    </message>
    <message>
        <source>Follow the &amp;end</source>
        <translation>跟隨最新內容(&amp;E)</translation>
    </message>
    <message>
        <source>Find in the &amp;log</source>
        <translation>在記錄中尋找(&amp;L)</translation>
    </message>
    <message>
        <source>Find ne&amp;xt in the log</source>
        <translation>在記錄中找下一個(&amp;X)</translation>
    </message>
    <message>
        <source>Find pre&amp;vious in the log</source>
        <translation>在記錄中找上一個(&amp;V)</translation>
    </message>
    <message>
        <source>Docket keeps working</source>
        <translation>Docket 會繼續工作</translation>
    </message>
    <message>
        <source>Agents go on while the window is closed. The icon in the tray brings it back; Ctrl+Q ends Docket.</source>
        <translation>視窗關閉後代理程式會繼續執行。點選系統匣圖示可再次開啟視窗；Ctrl+Q 結束 Docket。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Agents are at work</source>
        <translation>代理程式正在工作</translation>
    </message>
    <message>
        <source>This desktop has no tray. Shall Docket go on working, minimised, or end? Ending stops the agents; what they did is kept, and the next start goes on.</source>
        <translation>此桌面沒有系統匣。要讓 Docket 最小化並繼續工作，還是結束？結束會停止代理程式；已完成的內容會保留，下次啟動時繼續。</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>最小化(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;End Docket</source>
        <translation>結束 Docket(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>A&amp;gents…</source>
        <translation>代理程式(&amp;G)…</translation>
    </message>
    <message>
        <source>Allow for this &amp;task</source>
        <translation>此任務都允許(&amp;T)</translation>
    </message>
    <message>
        <source>Allow for this &amp;project</source>
        <translation>此專案都允許(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Wait for the silent agent</source>
        <translation>等待沒有回應的代理程式(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Kill the silent agent</source>
        <translation>強制結束沒有回應的代理程式(&amp;K)</translation>
    </message>
    <message>
        <source>Show its file in the &amp;review</source>
        <translation>在審查中顯示其檔案(&amp;R)</translation>
    </message>
</context>
<context>
    <name>docket::MergeDialog</name>
    <message>
        <source>Merge</source>
        <translation>合併</translation>
    </message>
    <message>
        <source>Hand the conflicts to the agent</source>
        <translation>把衝突交給代理程式</translation>
    </message>
    <message>
        <source>How to merge</source>
        <translation>合併方式</translation>
    </message>
    <message>
        <source>Looking whether it merges…</source>
        <translation>正在檢查能否合併…</translation>
    </message>
    <message>
        <source>Commit message, or the paths in conflict</source>
        <translation>提交訊息或有衝突的路徑</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation>方式(&amp;H)</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were changed on both sides. Nothing was written.</source>
        <translation>
            <numerusform>有 %n 個檔案在兩側都有變更。沒有寫入任何內容。</numerusform>
        </translation>
    </message>
    <message>
        <source>It merges into %1 without conflicts, with this message:</source>
        <translation>可無衝突地合併到 %1，使用以下訊息：</translation>
    </message>
    <message>
        <source>Why it is merged all the same</source>
        <translation>仍要合併的原因</translation>
    </message>
    <message>
        <source>Why it is merged all the same; recorded and written into the commit</source>
        <translation>仍要合併的原因；會留存並寫入提交</translation>
    </message>
    <message>
        <source>Merge all the same</source>
        <translation>仍要合併</translation>
    </message>
</context>
<context>
    <name>docket::MessageBar</name>
    <message>
        <source>What can be done about it</source>
        <translation>可以採取的動作</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>關閉訊息</translation>
    </message>
</context>
<context>
    <name>docket::NewTaskDialog</name>
    <message>
        <source>Write the spec</source>
        <translation>撰寫規格</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>新增任務</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>What shall be true afterwards?</source>
        <translation>完成之後應該成立的是什麼？</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>範本</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Refactoring</source>
        <translation>重構</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>專案</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代理程式</translation>
    </message>
    <message>
        <source>Project&apos;s default</source>
        <translation>專案預設</translation>
    </message>
    <message>
        <source>Branch to merge into</source>
        <translation>要合併到的分支</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>標題(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;emplate</source>
        <translation>範本(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>專案(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Agent</source>
        <translation>代理程式(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Merge into</source>
        <translation>合併到(&amp;M)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>docket::NoteDialog</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>%1 (Ctrl+Return)</source>
        <translation>%1（Ctrl+Return）</translation>
    </message>
</context>
<context>
    <name>docket::OverviewRuler</name>
    <message>
        <source>Overview of all changes</source>
        <translation>所有變更的概覽</translation>
    </message>
    <message>
        <source>All changes, comments, warnings and search hits; click to go there</source>
        <translation>所有變更、留言、警告與搜尋結果；點選即可前往</translation>
    </message>
</context>
<context>
    <name>docket::Picture</name>
    <message>
        <source>This is no picture of a known format.</source>
        <translation>這不是已知格式的圖片。</translation>
    </message>
    <message>
        <source>Too large to be shown: %1 × %2 pixels.</source>
        <translation>太大而無法顯示：%1 × %2 像素。</translation>
    </message>
    <message>
        <source>The picture is damaged: %1.</source>
        <translation>圖片已損壞：%1。</translation>
    </message>
    <message>
        <source>Pictures of this format cannot be shown here.</source>
        <translation>此格式的圖片無法在這裡顯示。</translation>
    </message>
</context>
<context>
    <name>docket::PictureCanvas</name>
    <message>
        <source>Pictures</source>
        <translation>圖片</translation>
    </message>
</context>
<context>
    <name>docket::PictureCompare</name>
    <message>
        <source>Compare the pictures</source>
        <translation>比較圖片</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>並排</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>滑動</translation>
    </message>
    <message>
        <source>Onion skin</source>
        <translation>半透明疊合</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差異</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之後</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>%1: absent</source>
        <comment>a picture</comment>
        <translation>%1：不存在</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>%1 (%2 bytes)</source>
        <translation>%1（%2 位元組）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a picture&apos;s facts</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Not there after the change</source>
        <translation>變更後不存在</translation>
    </message>
    <message>
        <source>Not there before the change</source>
        <translation>變更前不存在</translation>
    </message>
    <message>
        <source>Reading the picture …</source>
        <translation>正在讀取圖片 …</translation>
    </message>
    <message>
        <source>No pixel differs</source>
        <translation>沒有不同的像素</translation>
    </message>
    <message>
        <source>%1 of %2 pixels differ (%3 %)</source>
        <translation>%2 個像素中有 %1 個不同（%3 %）</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>分界</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>強度</translation>
    </message>
    <message>
        <source>Where the swipe&apos;s edge is</source>
        <translation>滑動分界的位置</translation>
    </message>
    <message>
        <source>How strong the picture after is</source>
        <translation>變更後圖片的強度</translation>
    </message>
</context>
<context>
    <name>docket::ProfileForm</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Lower-case letters, digits and &quot;-&quot;; what docket.yaml names</source>
        <translation>小寫字母、數字與「-」；即 docket.yaml 中所用的名稱</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>What people read</source>
        <translation>供人閱讀的名稱</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>通訊協定</translation>
    </message>
    <message>
        <source>How Docket and the program talk</source>
        <translation>Docket 與程式的溝通方式</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Program and arguments, with quotes where one holds spaces. {prompt}, {prompt_file}, {model}, {worktree}, {task} and {round} are filled in</source>
        <translation>程式與引數，含空格者請加引號。{prompt}、{prompt_file}、{model}、{worktree}、{task} 與 {round} 會自動填入</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>How a plain command gets its prompt</source>
        <translation>一般指令取得提示的方式</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Stands for {model} in the command; empty: the agent&apos;s own choice</source>
        <translation>代入指令中的 {model}；留空：由代理程式自行選擇</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>變數</translation>
    </message>
    <message>
        <source>One NAME=value a line, set for the program</source>
        <translation>每行一個 NAME=value，為程式設定</translation>
    </message>
    <message>
        <source>Variables it may see</source>
        <translation>可讀取的變數</translation>
    </message>
    <message>
        <source>Names of your own variables, such as keys, with spaces between; * at the end of a name stands for any rest</source>
        <translation>您自己的變數名稱（例如金鑰），以空格分隔；名稱結尾的 * 代表任意後續字元</translation>
    </message>
    <message>
        <source>It may use the &amp;network</source>
        <translation>可以使用網路(&amp;N)</translation>
    </message>
    <message>
        <source>It may use the network</source>
        <translation>可以使用網路</translation>
    </message>
    <message>
        <source>Off: the sandbox cuts it off</source>
        <translation>關閉：沙箱會切斷網路</translation>
    </message>
    <message>
        <source>Agent Client Protocol</source>
        <translation>Agent Client Protocol</translation>
    </message>
    <message>
        <source>Claude Code (stream-json)</source>
        <translation>Claude Code（stream-json）</translation>
    </message>
    <message>
        <source>Codex (app-server)</source>
        <translation>Codex（app-server）</translation>
    </message>
    <message>
        <source>Codex (exec)</source>
        <translation>Codex（exec）</translation>
    </message>
    <message>
        <source>Any command</source>
        <translation>任何指令</translation>
    </message>
    <message>
        <source>On its input</source>
        <translation>由標準輸入</translation>
    </message>
    <message>
        <source>In a file, {prompt_file}</source>
        <translation>以檔案，{prompt_file}</translation>
    </message>
    <message>
        <source>As an argument, {prompt}</source>
        <translation>以引數，{prompt}</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名稱(&amp;N)</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>標題(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Protocol</source>
        <translation>通訊協定(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Command</source>
        <translation>指令(&amp;C)</translation>
    </message>
    <message>
        <source>P&amp;rompt</source>
        <translation>提示(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Variables</source>
        <translation>變數(&amp;V)</translation>
    </message>
    <message>
        <source>Variables it may &amp;see</source>
        <translation>可讀取的變數(&amp;S)</translation>
    </message>
</context>
<context>
    <name>docket::ProfilesDialog</name>
    <message>
        <source>&amp;Add</source>
        <translation>新增(&amp;A)</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>複製(&amp;U)</translation>
    </message>
    <message>
        <source>R&amp;emove</source>
        <translation>移除(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>測試(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Drop changes</source>
        <translation>捨棄變更(&amp;D)</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>儲存(&amp;V)</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>代理程式</translation>
    </message>
    <message>
        <source>Starts the program and waits for its first answer; no prompt is sent</source>
        <translation>啟動程式並等待其首次回應；不會送出提示</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>New agent</source>
        <translation>新的代理程式</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>找不到</translation>
    </message>
    <message>
        <source>found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Found at %1.</source>
        <translation>位於 %1。</translation>
    </message>
    <message>
        <source>R&amp;eset</source>
        <translation>重設(&amp;E)</translation>
    </message>
    <message>
        <source>There is an agent of this name already; choose another one.</source>
        <translation>已有同名的代理程式；請改用其他名稱。</translation>
    </message>
    <message>
        <source>Starting it …</source>
        <translation>正在啟動 …</translation>
    </message>
    <message>
        <source>Problem: %1</source>
        <translation>問題：%1</translation>
    </message>
    <message>
        <source>This agent has changes that were not saved. Save them, or press Back once more to drop them.</source>
        <translation>此代理程式有尚未儲存的變更。請儲存，或再按一次「返回」以捨棄。</translation>
    </message>
</context>
<context>
    <name>docket::RangeBanner</name>
    <message>
        <source>What is shown</source>
        <translation>顯示的內容</translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation>顯示所有變更</translation>
    </message>
</context>
<context>
    <name>docket::ReviewErrands</name>
    <message>
        <source>Looking for the definition of %1 …</source>
        <translation>正在尋找 %1 的定義 …</translation>
    </message>
    <message>
        <source>No definition of %1 was found, neither before nor after the change.</source>
        <translation>變更前後都找不到 %1 的定義。</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) may define %1.</source>
        <translation>
            <numerusform>有 %n 處可能是 %1 的定義。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not part of this change; its text is shown here, and an editor can open it.</source>
        <translation>%1 不屬於此變更；這裡顯示其文字，也可用編輯器開啟。</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已複製：%1</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>變更</translation>
    </message>
    <message>
        <source>Save the change as a page</source>
        <translation>將變更儲存為網頁</translation>
    </message>
    <message>
        <source>Save the change as a patch</source>
        <translation>將變更儲存為修補檔</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已寫入：%1</translation>
    </message>
</context>
<context>
    <name>docket::ReviewPane</name>
    <message>
        <source>Review</source>
        <translation>審查</translation>
    </message>
    <message>
        <source>Files and changes</source>
        <translation>檔案與變更</translation>
    </message>
    <message>
        <source>Only round %1</source>
        <translation>僅第 %1 輪</translation>
    </message>
    <message>
        <source>All changes, round %1</source>
        <translation>所有變更，第 %1 輪</translation>
    </message>
    <message>
        <source>All changes as of round %1</source>
        <translation>截至第 %1 輪的所有變更</translation>
    </message>
    <message>
        <source>Choose a task to review.</source>
        <translation>請選擇要審查的任務。</translation>
    </message>
    <message>
        <source>Reading the changes …</source>
        <translation>正在讀取變更 …</translation>
    </message>
    <message>
        <source>There is nothing to review yet: the agent has not left a snapshot.</source>
        <translation>還沒有可審查的內容：代理程式尚未留下快照。</translation>
    </message>
    <message>
        <source>No file was changed.</source>
        <translation>沒有檔案變更。</translation>
    </message>
    <message>
        <source>+%1  −%2</source>
        <translation>+%1  −%2</translation>
    </message>
    <message>
        <source>The comment that you were writing is here again.</source>
        <translation>您先前撰寫中的留言已恢復。</translation>
    </message>
    <message>
        <source>All of it is read.</source>
        <translation>已全部讀完。</translation>
    </message>
    <message>
        <source>Since my last look, round %1 to %2</source>
        <translation>上次查看之後，第 %1 至 %2 輪</translation>
    </message>
    <message>
        <source>Only what changed since you last looked: from round %1 to round %2.</source>
        <translation>僅顯示您上次查看後的變更：第 %1 輪至第 %2 輪。</translation>
    </message>
    <message>
        <source>Only what round %1 changed.</source>
        <translation>僅顯示第 %1 輪的變更。</translation>
    </message>
    <message>
        <source>All changes as of round %1, which is not the newest.</source>
        <translation>截至第 %1 輪的所有變更，並非最新一輪。</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) on other files stand at the top.</source>
        <translation>
            <numerusform>其他檔案的 %n 則留言列在最上方。</numerusform>
        </translation>
    </message>
    <message>
        <source>You have not looked at an earlier round, so all of it is new to you.</source>
        <translation>您沒有查看過較早的輪次，因此全部都是新的。</translation>
    </message>
    <message>
        <source>too much to look for moved blocks</source>
        <translation>變更太多，未尋找移動的區塊</translation>
    </message>
    <message>
        <source>too much to look for copies</source>
        <translation>變更太多，未尋找複製的區塊</translation>
    </message>
    <message>
        <source>You have not looked at the changes.</source>
        <translation>您尚未查看這些變更。</translation>
    </message>
</context>
<context>
    <name>docket::ReviewToolBar</name>
    <message>
        <source>What is shown of the change</source>
        <translation>變更的顯示方式</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比較的對象</translation>
    </message>
    <message>
        <source>Since my last look</source>
        <translation>上次查看之後</translation>
    </message>
    <message>
        <source>Side by side or unified</source>
        <translation>並排或統一格式</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>並排</translation>
    </message>
    <message>
        <source>Unified</source>
        <translation>統一格式</translation>
    </message>
    <message>
        <source>How blanks are compared</source>
        <translation>空白的比較方式</translation>
    </message>
    <message>
        <source>All blanks count</source>
        <translation>計入所有空白</translation>
    </message>
    <message>
        <source>Ignore blanks at line ends</source>
        <translation>忽略行尾空白</translation>
    </message>
    <message>
        <source>Ignore amount of blanks</source>
        <translation>忽略空白數量</translation>
    </message>
    <message>
        <source>Ignore all blanks</source>
        <translation>忽略所有空白</translation>
    </message>
    <message>
        <source>Whole files</source>
        <translation>完整檔案</translation>
    </message>
    <message>
        <source>Blanks</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>換行</translation>
    </message>
    <message>
        <source>More of this bar</source>
        <translation>此列的更多項目</translation>
    </message>
</context>
<context>
    <name>docket::RowText</name>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>變更</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>重新命名</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>type changed</source>
        <translation>類型變更</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>only indented</source>
        <translation>僅縮排變更</translation>
    </message>
    <message>
        <source>only blanks changed</source>
        <translation>僅空白變更</translation>
    </message>
    <message>
        <source>moved away</source>
        <translation>移走</translation>
    </message>
    <message>
        <source>moved here</source>
        <translation>移到這裡</translation>
    </message>
    <message>
        <source>copied here</source>
        <translation>複製到這裡</translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n 行未變更</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown size</source>
        <translation>大小未知</translation>
    </message>
    <message>
        <source>No line end at the end of the file</source>
        <translation>檔案結尾沒有換行</translation>
    </message>
    <message>
        <source>Mode changed from %1 to %2</source>
        <translation>模式由 %1 變更為 %2</translation>
    </message>
    <message>
        <source>: it can be run now</source>
        <translation>：現在可以執行</translation>
    </message>
    <message>
        <source>The kind of file changed (mode %1 to %2)</source>
        <translation>檔案種類已變更（模式 %1 變為 %2）</translation>
    </message>
    <message>
        <source>Renamed from %1 (%2 % alike)</source>
        <translation>由 %1 重新命名（%2 % 相同）</translation>
    </message>
    <message>
        <source>Copied from %1 (%2 % alike)</source>
        <translation>由 %1 複製（%2 % 相同）</translation>
    </message>
    <message>
        <source>Binary file: %1 (%2) before, %3 (%4) after</source>
        <translation>二進位檔案：之前 %1（%2），之後 %3（%4）</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation>空白檔案</translation>
    </message>
    <message>
        <source>Symbolic link: the text is its target</source>
        <translation>符號連結：文字為其目標</translation>
    </message>
    <message>
        <source>Submodule: the text is its commit</source>
        <translation>子模組：文字為其提交</translation>
    </message>
    <message>
        <source>Pointer of Git LFS: the content itself is stored elsewhere</source>
        <translation>Git LFS 指標：內容本身存放在別處</translation>
    </message>
    <message>
        <source>Line ends changed from %1 to %2; lines are compared without them</source>
        <translation>行尾由 %1 變更為 %2；比較時不計行尾</translation>
    </message>
    <message>
        <source>A byte order mark was added</source>
        <translation>加入了位元組順序記號</translation>
    </message>
    <message>
        <source>The byte order mark was removed</source>
        <translation>移除了位元組順序記號</translation>
    </message>
    <message>
        <source>Encoding changed from %1 to %2</source>
        <translation>編碼由 %1 變更為 %2</translation>
    </message>
    <message>
        <source>The sides differ only in blanks, which are hidden now</source>
        <translation>兩側僅有空白不同，目前已隱藏</translation>
    </message>
    <message>
        <source>Too large to compare finely: the changes shown are right, but coarser than they could be</source>
        <translation>檔案太大，無法細緻比較：顯示的變更正確，但較為粗略</translation>
    </message>
    <message>
        <source>The text could not be read: %1</source>
        <translation>無法讀取文字：%1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>moved to %1</source>
        <translation>移到 %1</translation>
    </message>
    <message>
        <source>copied from %1</source>
        <translation>由 %1 複製</translation>
    </message>
    <message>
        <source>moved from %1</source>
        <translation>由 %1 移來</translation>
    </message>
    <message>
        <source>File %1, %2</source>
        <translation>檔案 %1，%2</translation>
    </message>
    <message>
        <source>%1 added, %2 removed</source>
        <translation>新增 %1，移除 %2</translation>
    </message>
    <message>
        <source>viewed</source>
        <translation>已檢視</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>尚未比較</translation>
    </message>
    <message>
        <source>%1 %2, before: %3, after: %4</source>
        <translation>%1 %2，之前：%3，之後：%4</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2：%3</translation>
    </message>
    <message>
        <source>The branch was moved to another base: what came with that is set apart</source>
        <translation>分支已移到另一個基礎：隨之而來的變更另外標示</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) edited</source>
        <translation>
            <numerusform>修改了 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 … (a line of %2)</source>
        <translation>%1 …（此行共 %2）</translation>
    </message>
    <message>
        <source>Hunk %1, read</source>
        <translation>區塊 %1，已讀</translation>
    </message>
    <message>
        <source>Hunk %1, not read</source>
        <translation>區塊 %1，未讀</translation>
    </message>
    <message>
        <source>Came with the new base</source>
        <translation>隨新的基礎而來</translation>
    </message>
</context>
<context>
    <name>docket::SettingsDialog</name>
    <message>
        <source>Tasks that run at once</source>
        <translation>同時執行的任務數</translation>
    </message>
    <message>
        <source>Longest time of one round, in minutes</source>
        <translation>單輪最長時間（分鐘）</translation>
    </message>
    <message>
        <source>Agent for new tasks</source>
        <translation>新任務的代理程式</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Notify me when a task &amp;needs me</source>
        <translation>任務需要我時通知我(&amp;N)</translation>
    </message>
    <message>
        <source>Notify me when a task needs me</source>
        <translation>任務需要我時通知我</translation>
    </message>
    <message>
        <source>&amp;Quiet hours from</source>
        <translation>勿擾時段自(&amp;Q)</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>勿擾時段</translation>
    </message>
    <message>
        <source>Quiet hours begin</source>
        <translation>勿擾時段開始</translation>
    </message>
    <message>
        <source>Quiet hours end</source>
        <translation>勿擾時段結束</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分鐘</translation>
    </message>
    <message>
        <source>Project&apos;s default</source>
        <translation>專案預設</translation>
    </message>
    <message>
        <source>%1 (not available)</source>
        <translation>%1（無法使用）</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟隨桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>下次啟動時生效</translation>
    </message>
    <message>
        <source>until</source>
        <comment>quiet hours from ... until ...</comment>
        <translation>至</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>代理程式</translation>
    </message>
    <message>
        <source>Tasks that &amp;run at once</source>
        <translation>同時執行的任務數(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Longest round</source>
        <translation>單輪最長時間(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Agent for new tasks</source>
        <translation>新任務的代理程式(&amp;A)</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>視窗</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>色彩(&amp;C)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>語言(&amp;G)</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>套用</translation>
    </message>
    <message>
        <source>Command of the editor</source>
        <translation>編輯器的指令</translation>
    </message>
    <message>
        <source>Light, high contrast</source>
        <translation>淺色，高對比</translation>
    </message>
    <message>
        <source>Dark, high contrast</source>
        <translation>深色，高對比</translation>
    </message>
    <message>
        <source>A program, with {file} and {line} where they belong; empty: what VISUAL names. No shell is involved.</source>
        <translation>程式，並在適當位置寫上 {file} 與 {line}；留空：使用 VISUAL 指定的程式。不經過 shell。</translation>
    </message>
    <message>
        <source>&amp;Edit agents…</source>
        <translation>編輯代理程式(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Editor</source>
        <translation>編輯器(&amp;E)</translation>
    </message>
</context>
<context>
    <name>docket::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>鍵盤快速鍵</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>docket::SpecOutline</name>
    <message>
        <source>Outline of the spec and what is missing</source>
        <translation>規格大綱與缺少的部分</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>number of a criterion, its text</comment>
        <translation>%1  %2</translation>
    </message>
    <message numerus="yes">
        <source>Complete: %n criteria</source>
        <translation>
            <numerusform>完整：%n 項驗收條件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at</source>
        <translation>
            <numerusform>有 %n 處需要處理</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>docket::SpecPane</name>
    <message>
        <source>Take this text</source>
        <translation>採用此文字</translation>
    </message>
    <message>
        <source>Back to the newest</source>
        <translation>回到最新版</translation>
    </message>
    <message>
        <source>Text of the spec, in Markdown</source>
        <translation>規格內文（Markdown）</translation>
    </message>
    <message>
        <source>Agent that does it</source>
        <translation>執行的代理程式</translation>
    </message>
    <message>
        <source>Revision to show</source>
        <translation>要顯示的修訂版</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代理程式</translation>
    </message>
    <message>
        <source>into %1</source>
        <comment>branch</comment>
        <translation>合併到 %1</translation>
    </message>
    <message>
        <source>Revision %1 (newest)</source>
        <translation>修訂版 %1（最新）</translation>
    </message>
    <message>
        <source>Revision %1, %2</source>
        <translation>修訂版 %1，%2</translation>
    </message>
    <message>
        <source>Revision %1 says the same as the newest.</source>
        <translation>修訂版 %1 與最新版內容相同。</translation>
    </message>
    <message>
        <source>Revision %1. Since then: %2</source>
        <translation>修訂版 %1。此後的變更：%2</translation>
    </message>
    <message>
        <source>Project&apos;s default</source>
        <translation>專案預設</translation>
    </message>
    <message>
        <source>%1 (not available)</source>
        <translation>%1（無法使用）</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未儲存</translation>
    </message>
    <message>
        <source>Saved as revision %1</source>
        <translation>已儲存為修訂版 %1</translation>
    </message>
    <message>
        <source>Back to the saved text</source>
        <translation>回到已儲存的文字</translation>
    </message>
    <message>
        <source>Text that was not saved on %1 is back. It becomes a revision when you save or leave.</source>
        <translation>%1 未儲存的文字已恢復。儲存或離開時會成為修訂版。</translation>
    </message>
</context>
<context>
    <name>docket::SpecWords</name>
    <message>
        <source>Give it a title: a first line that begins with #.</source>
        <translation>請加上標題：以 # 開頭的第一行。</translation>
    </message>
    <message>
        <source>The section “%1” is missing.</source>
        <translation>缺少「%1」段落。</translation>
    </message>
    <message>
        <source>The section “%1” is empty.</source>
        <translation>「%1」段落是空的。</translation>
    </message>
    <message>
        <source>There are no acceptance criteria: how will you know that it is done?</source>
        <translation>沒有驗收條件：您要如何得知已經完成？</translation>
    </message>
    <message>
        <source>A criterion has no number: %1</source>
        <translation>有一項條件沒有編號：%1</translation>
    </message>
    <message>
        <source>%1 is there twice.</source>
        <translation>%1 出現兩次。</translation>
    </message>
    <message>
        <source>%1 says nothing.</source>
        <translation>%1 沒有內容。</translation>
    </message>
    <message>
        <source>“%1” cannot be checked; say how it is measured.</source>
        <translation>「%1」無法檢驗；請說明如何衡量。</translation>
    </message>
    <message>
        <source>Left from the template: %1</source>
        <translation>範本遺留的內容：%1</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Introduction</source>
        <translation>引言</translation>
    </message>
    <message>
        <source>%1: added</source>
        <translation>%1：新增</translation>
    </message>
    <message>
        <source>%1: removed</source>
        <translation>%1：移除</translation>
    </message>
    <message>
        <source>%1: changed</source>
        <translation>%1：變更</translation>
    </message>
</context>
<context>
    <name>docket::TaskActions</name>
    <message>
        <source>Put in the &amp;queue</source>
        <translation>排入佇列(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Start now</source>
        <translation>立即開始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>暫停(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation>回答(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Interrupt</source>
        <translation>中斷(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Go on…</source>
        <translation>繼續(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Retry in a new attempt</source>
        <translation>以新的嘗試重試(&amp;R)</translation>
    </message>
    <message>
        <source>Move &amp;up in the queue</source>
        <translation>在佇列中上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move &amp;down in the queue</source>
        <translation>在佇列中下移(&amp;D)</translation>
    </message>
    <message>
        <source>Snoo&amp;ze until tomorrow</source>
        <translation>延後到明天(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Cancel task…</source>
        <translation>取消任務(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>審查(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Approve…</source>
        <translation>核准(&amp;A)…</translation>
    </message>
    <message>
        <source>Request &amp;changes…</source>
        <translation>要求修改(&amp;C)…</translation>
    </message>
    <message>
        <source>Re&amp;ject…</source>
        <translation>退回(&amp;J)…</translation>
    </message>
    <message>
        <source>&amp;Merge…</source>
        <translation>合併(&amp;M)…</translation>
    </message>
    <message>
        <source>The task is in the queue.</source>
        <translation>任務已排入佇列。</translation>
    </message>
    <message>
        <source>The task starts.</source>
        <translation>任務開始執行。</translation>
    </message>
    <message>
        <source>The task is held.</source>
        <translation>任務已暫停。</translation>
    </message>
    <message>
        <source>The agent was asked to stop; its work is kept.</source>
        <translation>已要求代理程式停止；其成果會保留。</translation>
    </message>
    <message>
        <source>The task is in the queue for a new attempt.</source>
        <translation>任務已排入佇列，將開始新的嘗試。</translation>
    </message>
    <message>
        <source>End the snoo&amp;ze</source>
        <translation>結束延後(&amp;Z)</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>The agent goes on in the same worktree. What should it know?</source>
        <translation>代理程式會在同一個 worktree 繼續。它需要知道什麼？</translation>
    </message>
    <message>
        <source>A message for the agent (may stay empty)</source>
        <translation>給代理程式的訊息（可留空）</translation>
    </message>
    <message>
        <source>Cancel task</source>
        <translation>取消任務</translation>
    </message>
    <message>
        <source>The task is called off. Its spec and all snapshots are kept.</source>
        <translation>任務將取消。規格與所有快照都會保留。</translation>
    </message>
    <message>
        <source>Why (may stay empty)</source>
        <translation>原因（可留空）</translation>
    </message>
    <message>
        <source>The agent goes on.</source>
        <translation>代理程式繼續執行。</translation>
    </message>
    <message>
        <source>The task was called off.</source>
        <translation>任務已取消。</translation>
    </message>
    <message>
        <source>The task is back.</source>
        <translation>任務已回到清單。</translation>
    </message>
    <message>
        <source>The task comes back tomorrow at nine.</source>
        <translation>任務會在明天九點回來。</translation>
    </message>
    <message>
        <source>The queue has a new order.</source>
        <translation>佇列順序已更新。</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>核准</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) failed on this tree. You approve it all the same.</source>
        <translation>
            <numerusform>此樹有 %n 項檢查失敗。您仍要核准。</numerusform>
        </translation>
    </message>
    <message>
        <source>You approve exactly this tree: %1.</source>
        <translation>您核准的正是這棵樹：%1。</translation>
    </message>
    <message>
        <source>A note for the record (may stay empty)</source>
        <translation>留存的備註（可留空）</translation>
    </message>
    <message>
        <source>Request changes</source>
        <translation>要求修改</translation>
    </message>
    <message>
        <source>Your comments become the next prompt of the same agent.</source>
        <translation>您的留言會成為同一個代理程式的下一個提示。</translation>
    </message>
    <message>
        <source>Something to say besides the comments</source>
        <translation>留言以外想說的話</translation>
    </message>
    <message>
        <source>What the agent will be told</source>
        <translation>代理程式將收到的內容</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>The work is not merged. Its snapshots are kept.</source>
        <translation>成果不會合併。快照會保留。</translation>
    </message>
    <message>
        <source>Approved. It can be merged now.</source>
        <translation>已核准。現在可以合併。</translation>
    </message>
    <message>
        <source>The agent starts another round with your comments.</source>
        <translation>代理程式將依您的留言開始新的一輪。</translation>
    </message>
    <message>
        <source>Rejected.</source>
        <translation>已退回。</translation>
    </message>
    <message>
        <source>Merged.</source>
        <translation>已合併。</translation>
    </message>
    <message>
        <source>The agent gets the conflicts as its next round.</source>
        <translation>代理程式將在下一輪處理衝突。</translation>
    </message>
    <message>
        <source>&amp;Tell the agent…</source>
        <translation>告知代理程式(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Budget…</source>
        <translation>預算(&amp;B)…</translation>
    </message>
    <message>
        <source>Change the &amp;base branch…</source>
        <translation>變更基礎分支(&amp;B)…</translation>
    </message>
    <message>
        <source>Tell the agent</source>
        <translation>告知代理程式</translation>
    </message>
    <message>
        <source>The agent hears it while it works, if it listens; its turn goes on.</source>
        <translation>若代理程式支援，會在工作中收到；目前的回合繼續進行。</translation>
    </message>
    <message>
        <source>What the agent should know</source>
        <translation>代理程式應該知道的事</translation>
    </message>
    <message>
        <source>Tell it</source>
        <translation>告知</translation>
    </message>
    <message>
        <source>The agent was told.</source>
        <translation>已告知代理程式。</translation>
    </message>
    <message>
        <source>The budget is set.</source>
        <translation>預算已設定。</translation>
    </message>
    <message>
        <source>Base branch</source>
        <translation>基礎分支</translation>
    </message>
    <message>
        <source>Branch for the next attempt to start from and to be merged into. The attempt that is there keeps its own.</source>
        <translation>下一次嘗試的起始分支，也是要合併到的分支。現有的嘗試維持原本的分支。</translation>
    </message>
    <message>
        <source>Branch to start from and to merge into</source>
        <translation>起始並要合併到的分支</translation>
    </message>
    <message>
        <source>The base branch is %1.</source>
        <translation>基礎分支為 %1。</translation>
    </message>
</context>
<context>
    <name>docket::TaskDelegate</name>
    <message>
        <source>round %1</source>
        <translation>第 %1 輪</translation>
    </message>
    <message>
        <source>first %1 of %2</source>
        <translation>前 %1／%2</translation>
    </message>
</context>
<context>
    <name>docket::TaskHeader</name>
    <message>
        <source>into %1</source>
        <comment>branch</comment>
        <translation>合併到 %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>第 %1 次嘗試</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>第 %1 輪</translation>
    </message>
</context>
<context>
    <name>docket::TaskPage</name>
    <message>
        <source>Parts of the task</source>
        <translation>任務的各部分</translation>
    </message>
    <message>
        <source>Spec</source>
        <translation>規格</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>對話記錄</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>審查</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>證據</translation>
    </message>
    <message>
        <source>History</source>
        <translation>歷程</translation>
    </message>
    <message numerus="yes">
        <source>%n changed file(s)</source>
        <translation>
            <numerusform>%n 個檔案變更</numerusform>
        </translation>
    </message>
    <message>
        <source>This file is not part of the change, or its change is not known yet.</source>
        <translation>此檔案不屬於這次變更，或其變更尚未得知。</translation>
    </message>
</context>
<context>
    <name>docket::TaskSidebar</name>
    <message>
        <source>Search tasks</source>
        <translation>搜尋任務</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任務</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>找不到任何內容</translation>
    </message>
    <message>
        <source>No task has these words in its title or project.</source>
        <translation>沒有任務的標題或專案含有這些字詞。</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>尚無任務</translation>
    </message>
    <message>
        <source>Tasks are listed here once a project is open.</source>
        <translation>開啟專案後，任務會列在這裡。</translation>
    </message>
    <message>
        <source>Describe a first change; Docket does the rest up to your review.</source>
        <translation>描述第一個變更；在您審查之前的事都交給 Docket。</translation>
    </message>
</context>
<context>
    <name>docket::TopBar</name>
    <message>
        <source>Tasks that run now, of those that may run at once</source>
        <translation>目前執行的任務數／可同時執行的任務數</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>所有專案</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>沒有專案</translation>
    </message>
    <message>
        <source>Project: %1</source>
        <translation>專案：%1</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%1／%2 執行中</translation>
    </message>
</context>
<context>
    <name>docket::TranscriptFeed</name>
    <message>
        <source>%1 pieces went by faster than they can be shown; choose the round again to read them.</source>
        <translation>有 %1 段內容過快而無法顯示；再次選擇該輪次即可閱讀。</translation>
    </message>
</context>
<context>
    <name>docket::TranscriptPane</name>
    <message>
        <source>Round to show</source>
        <translation>要顯示的輪次</translation>
    </message>
    <message>
        <source>Search the transcript</source>
        <translation>搜尋對話記錄</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>跟隨最新內容</translation>
    </message>
    <message>
        <source>Round %1</source>
        <translation>第 %1 輪</translation>
    </message>
    <message>
        <source>The agent has not started</source>
        <translation>代理程式尚未開始</translation>
    </message>
    <message>
        <source>What it says and does appears here, live, as soon as the task runs.</source>
        <translation>任務開始執行後，它的言行會即時顯示在這裡。</translation>
    </message>
    <message>
        <source>Nothing said yet</source>
        <translation>尚無內容</translation>
    </message>
    <message>
        <source>The agent is starting; its first words appear here.</source>
        <translation>代理程式正在啟動；最初的內容會顯示在這裡。</translation>
    </message>
    <message>
        <source>This step names no file. Choose a tool call that does.</source>
        <translation>此步驟沒有指明檔案。請選擇有指明檔案的工具呼叫。</translation>
    </message>
    <message>
        <source>No step of the transcript names %1; a command may have written it.</source>
        <translation>對話記錄中沒有步驟指明 %1；可能是某個指令寫入的。</translation>
    </message>
</context>
<context>
    <name>docket::TranscriptView</name>
    <message>
        <source>Transcript</source>
        <translation>對話記錄</translation>
    </message>
</context>
<context>
    <name>docket::Tray</name>
    <message>
        <source>Running</source>
        <translation>執行中</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) need you</source>
        <translation>
            <numerusform>有 %n 個任務需要您</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>目前沒有需要您的事</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>tray: what waits, what runs</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 個執行中</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of a task, its title</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Nothing runs</source>
        <translation>沒有執行中的任務</translation>
    </message>
</context>
<context>
    <name>docket::VerdictBar</name>
    <message>
        <source>Verdict</source>
        <translation>裁決</translation>
    </message>
    <message>
        <source>Note to the verdict</source>
        <translation>裁決備註</translation>
    </message>
    <message>
        <source>Note to the verdict (optional)</source>
        <translation>裁決備註（選填）</translation>
    </message>
    <message>
        <source>How to merge</source>
        <translation>合併方式</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Ends the task; its work is kept in a snapshot</source>
        <translation>結束任務；成果保存在快照中</translation>
    </message>
    <message>
        <source>Request changes</source>
        <translation>要求修改</translation>
    </message>
    <message>
        <source>The open comments and the note go to the agent as its next round</source>
        <translation>未解決的留言與備註會交給代理程式作為下一輪</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>核准</translation>
    </message>
    <message>
        <source>Approves exactly this tree</source>
        <translation>核准的正是這棵樹</translation>
    </message>
    <message>
        <source>Hand back to the agent</source>
        <translation>交還給代理程式</translation>
    </message>
    <message>
        <source>The agent gets the conflicts as its next round</source>
        <translation>代理程式將在下一輪處理衝突</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合併</translation>
    </message>
    <message>
        <source>Moves the base branch</source>
        <translation>移動基礎分支</translation>
    </message>
    <message>
        <source>Rejected. The work is kept in its snapshot.</source>
        <translation>已退回。成果保存在快照中。</translation>
    </message>
    <message>
        <source>The agent gets your comments as its next round.</source>
        <translation>代理程式將在下一輪處理您的留言。</translation>
    </message>
    <message>
        <source>Approved. It can be merged now.</source>
        <translation>已核准。現在可以合併。</translation>
    </message>
    <message>
        <source>Trying the merge …</source>
        <translation>正在試行合併 …</translation>
    </message>
    <message>
        <source>Conflicts with %1: %2</source>
        <translation>與 %1 衝突：%2</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform>，以及另外 %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Merges into %1 without conflicts</source>
        <translation>可無衝突地合併到 %1</translation>
    </message>
    <message>
        <source>%1 open, %2 must</source>
        <translation>%1 則未解決，%2 則必須處理</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) open</source>
        <translation>
            <numerusform>%n 則留言未解決</numerusform>
        </translation>
    </message>
    <message>
        <source>you see round %1, the verdict is about round %2</source>
        <translation>您看到的是第 %1 輪，裁決對象是第 %2 輪</translation>
    </message>
    <message>
        <source>Merged into %1.</source>
        <translation>已合併到 %1。</translation>
    </message>
    <message>
        <source>The agent gets the conflicts as its next round.</source>
        <translation>代理程式將在下一輪處理衝突。</translation>
    </message>
    <message>
        <source>Approve all the same</source>
        <translation>仍要核准</translation>
    </message>
    <message>
        <source>%1 of %2 hunks are not read.</source>
        <translation>%2 個區塊中有 %1 個未讀。</translation>
    </message>
    <message>
        <source>%1 of %2 files are not read.</source>
        <translation>%2 個檔案中有 %1 個未讀。</translation>
    </message>
    <message>
        <source>Why it is merged all the same</source>
        <translation>仍要合併的原因</translation>
    </message>
    <message>
        <source>Merge all the same</source>
        <translation>仍要合併</translation>
    </message>
    <message>
        <source>%1 of %2 hunks read</source>
        <translation>已讀 %1／%2 個區塊</translation>
    </message>
    <message>
        <source>%1 of %2 files viewed</source>
        <translation>已檢視 %1／%2 個檔案</translation>
    </message>
</context>
<context>
    <name>docket::Words</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排隊中</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>工作中</translation>
    </message>
    <message>
        <source>Asks you</source>
        <translation>詢問您</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>儲存中</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>檢查中</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>審查</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已核准</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>合併中</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合併</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中斷</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通過</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>逾時</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未啟動</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需要您</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>執行中</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>佇列中</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>已延後</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Merge commit</source>
        <translation>合併提交</translation>
    </message>
    <message>
        <source>Squash into one commit</source>
        <translation>壓縮為單一提交</translation>
    </message>
    <message>
        <source>Fast-forward</source>
        <translation>快轉</translation>
    </message>
    <message>
        <source>Changes requested</source>
        <translation>已要求修改</translation>
    </message>
    <message>
        <source>now</source>
        <translation>剛剛</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>age in a list</comment>
        <translation>%1 分鐘</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>age in a list</comment>
        <translation>%1 小時</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>age in a list</comment>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>Task %1: %2</source>
        <translation>任務 %1：%2</translation>
    </message>
    <message>
        <source>project %1</source>
        <translation>專案 %1</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>第 %1 輪</translation>
    </message>
    <message>
        <source>%1 checks passed, %2 failed</source>
        <translation>%1 項檢查通過，%2 項失敗</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>已 %1</translation>
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
        <translation>未知</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>cost: %1</source>
        <translation>費用：%1</translation>
    </message>
    <message>
        <source>tokens: %1</source>
        <translation>權杖：%1</translation>
    </message>
    <message>
        <source>time: %1</source>
        <translation>時間：%1</translation>
    </message>
    <message>
        <source>turns: %1</source>
        <translation>回合：%1</translation>
    </message>
    <message>
        <source>%1 USD</source>
        <translation>%1 美元</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 個權杖</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 分鐘</translation>
    </message>
    <message>
        <source>%1 turns</source>
        <translation>%1 個回合</translation>
    </message>
    <message>
        <source>once</source>
        <comment>for how long something is allowed</comment>
        <translation>一次</translation>
    </message>
    <message>
        <source>task</source>
        <comment>for how long something is allowed</comment>
        <translation>任務</translation>
    </message>
    <message>
        <source>project</source>
        <comment>for how long something is allowed</comment>
        <translation>專案</translation>
    </message>
    <message>
        <source>Nothing was heard from the agent for a while. What shall be done?</source>
        <translation>代理程式已有一段時間沒有回應。該怎麼做？</translation>
    </message>
    <message>
        <source>Nothing was heard from the agent for %1. What shall be done?</source>
        <translation>已有%1沒有收到代理程式的任何訊息。該怎麼辦？</translation>
    </message>
</context>
</TS>
