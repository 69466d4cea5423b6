// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakeworkbench.h"
#include "widgets/speceditor/specoutline.h"
#include "widgets/speceditor/specpane.h"
#include "widgets/speceditor/spectextedit.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace docket;
using namespace Qt::StringLiterals;

class SpecPaneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_workbench = std::make_unique<FakeWorkbench>();
        m_task = m_workbench->add(TaskState::Draft, u"Cache it"_s);
        m_pane = std::make_unique<SpecPane>(*m_workbench);
        m_pane->resize(900, 600);
        m_pane->show();
        m_pane->showTask(m_task);
        QTRY_VERIFY(!m_pane->editor()->isReadOnly());
    }
    void cleanup()
    {
        m_pane.reset();
        m_workbench.reset();
    }

    void whatIsWrittenIsUnsavedUntilItIsARevision()
    {
        QVERIFY(!m_pane->isModified());
        QTest::keyClicks(m_pane->editor(), u"x"_s);
        QVERIFY(m_pane->isModified());
        QSignalSpy saved(m_pane.get(), &SpecPane::saved);
        m_pane->save();
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(saved[0][0].toInt(), 2);
        QVERIFY(!m_pane->isModified());
    }

    void whatIsTypedAndTakenBackIsNotAChange()
    {
        SpecTextEdit *editor = m_pane->editor();
        editor->setPlainText(u"# Title\n\nWords"_s);
        m_pane->save();
        QVERIFY(!m_pane->isModified());
        QTest::keyClick(editor, Qt::Key_Delete);
        QVERIFY(m_pane->isModified());
        QTest::keyClicks(editor, u"*"_s); // as long as before, and another text
        QVERIFY(m_pane->isModified());
        QTest::keyClick(editor, Qt::Key_Backspace);
        QTest::keyClicks(editor, u"#"_s);
        QVERIFY(!m_pane->isModified());
    }

    void theEditorKnowsWhatItHolds_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("same");
        QTest::newRow("nothing") << u""_s << u""_s << true;
        QTest::newRow("lines") << u"a\n\nb\n"_s << u"a\n\nb\n"_s << true;
        QTest::newRow("one line end less") << u"a\n\nb\n"_s << u"a\n\nb"_s << false;
        QTest::newRow("a line end at another place") << u"a\nbc\n"_s << u"ab\nc\n"_s << false;
        QTest::newRow("a line end for a letter") << u"a\nb"_s << u"axb"_s << false;
        QTest::newRow("last letter") << u"a\nbc"_s << u"a\nbd"_s << false;
        QTest::newRow("a space that does not break") << u"5\u00a0ms"_s << u"5\u00a0ms"_s << true;
        QTest::newRow("it as the editor gives it") << u"5\u00a0ms"_s << u"5 ms"_s << true;
    }

    void theEditorKnowsWhatItHolds()
    {
        QFETCH(QString, shown);
        QFETCH(QString, text);
        m_pane->editor()->setPlainText(shown);
        QTEST(m_pane->editor()->holds(text), "same");
    }

    void nothingIsSavedWhereNothingChanged()
    {
        m_pane->leave();
        QVERIFY(!m_workbench->calls.contains(u"saveSpec %1"_s.arg(m_task.value)));
    }

    void aFailedSaveKeepsTheTextAndSaysSo()
    {
        QSignalSpy failed(m_pane.get(), &SpecPane::failed);
        QTest::keyClicks(m_pane->editor(), u"x"_s);
        m_workbench->failNext = true;
        bool left = false;
        m_pane->leave([&left] { left = true; });
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(m_pane->isModified());
        QVERIFY(!left);
    }

    void whatWasNotSavedIsThereAgainAfterAKill()
    {
        const QString saved = m_pane->editor()->toPlainText();
        const QString place = u"spec/%1"_s.arg(m_task.value);
        QTest::keyClicks(m_pane->editor(), u"half a thought "_s);
        QTRY_VERIFY(m_workbench->drafts.value(place).text.contains(u"half a thought"_s)); // without anybody's word
        const QString typed = m_pane->editor()->toPlainText();

        reopen(); // as after a kill: nobody left the page
        QTRY_COMPARE(m_pane->editor()->toPlainText(), typed);
        QVERIFY(m_pane->isModified());
        QVERIFY(m_pane->findChild<QAbstractButton *>(u"specDraftDiscard"_s)->isVisible());
        QTest::mouseClick(m_pane->findChild<QAbstractButton *>(u"specDraftDiscard"_s), Qt::LeftButton);
        QCOMPARE(m_pane->editor()->toPlainText(), saved);
        QTRY_VERIFY(!m_workbench->drafts.contains(place));

        QTest::keyClicks(m_pane->editor(), u"another "_s);
        m_pane->keepDraft(); // the program is told to end
        QVERIFY(m_workbench->drafts.value(place).text.contains(u"another"_s));
        m_pane->save();
        QTRY_VERIFY(!m_workbench->drafts.contains(place)); // a revision needs no draft
        reopen();
        QVERIFY(!m_pane->findChild<QAbstractButton *>(u"specDraftDiscard"_s)->isVisible());
        QVERIFY(m_pane->editor()->toPlainText().contains(u"another"_s));
    }

    void enterAfterACriterionBeginsTheNextNumber()
    {
        SpecTextEdit *editor = m_pane->editor();
        editor->setPlainText(u"# T\n\n## Acceptance criteria\n\n- AC-1: one\n- AC-7: two"_s);
        editor->moveCursor(QTextCursor::End);
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(editor->toPlainText().endsWith(u"- AC-7: two\n- AC-8: "_s));
        QTest::keyClick(editor, Qt::Key_Return); // nothing in it: the list ends
        QVERIFY(!editor->toPlainText().contains(u"AC-8"_s));
    }

    void aCriterionIsAddedAtTheEndOfItsSection()
    {
        SpecTextEdit *editor = m_pane->editor();
        editor->setPlainText(u"# T\n\n## Acceptance criteria\n\n- AC-1: one\n\n## Notes\n\nn\n"_s);
        m_pane->insertCriterion();
        QVERIFY(editor->toPlainText().contains(u"- AC-1: one\n- AC-2: \n"_s));
        QVERIFY(editor->toPlainText().indexOf(u"AC-2"_s) < editor->toPlainText().indexOf(u"## Notes"_s));
    }

    void aMissingSectionComesWhereItBelongsAndAKnownOneIsOnlyShown()
    {
        SpecTextEdit *editor = m_pane->editor();
        editor->setPlainText(u"# T\n\n## Current state\n\na\n\n## Approach\n\nb\n"_s);
        m_pane->insertSection(SectionKind::Target);
        const QString text = editor->toPlainText();
        QVERIFY(text.indexOf(u"## Current state"_s) < text.indexOf(u"## Target"_s));
        QVERIFY(text.indexOf(u"## Target"_s) < text.indexOf(u"## Approach"_s));
        m_pane->insertSection(SectionKind::Target);
        QCOMPARE(editor->toPlainText().count(u"## Target"_s), 1);
    }

    void theOutlineNamesWhatIsMissingAndGoesThere()
    {
        SpecTextEdit *editor = m_pane->editor();
        editor->setPlainText(u"# T\n\n## Current state\n\na\n"_s);
        QTRY_VERIFY(!m_pane->outline()->problemTexts().isEmpty());
        QVERIFY(m_pane->outline()->problemTexts().join(u' ').contains(u"Target"_s));
        editor->setPlainText(u"# T\n\nText\n\n## Current state\n\na\n"_s);
        auto *tree = m_pane->findChild<QTreeWidget *>(u"specOutline"_s);
        const auto item = [tree] { return tree->findItems(u"Current state"_s, Qt::MatchExactly).value(0); };
        QTRY_VERIFY(item() && item()->data(0, Qt::UserRole).toInt() == 4);
        Q_EMIT tree->itemActivated(item(), 0);
        QCOMPARE(editor->currentLine(), 4);
    }

    void anOlderRevisionIsReadOnlyAndTheDraftComesBack()
    {
        QTest::keyClicks(m_pane->editor(), u"Rewritten "_s);
        m_pane->save();
        auto *revisions = m_pane->findChild<QComboBox *>(u"specRevisions"_s);
        QTRY_COMPARE(revisions->count(), 2);
        QVERIFY(revisions->isVisible());
        QTest::keyClicks(m_pane->editor(), u"unsaved "_s);
        const QString draft = m_pane->editor()->toPlainText();
        Q_EMIT revisions->activated(1);
        QVERIFY(m_pane->editor()->isReadOnly());
        QVERIFY(!m_pane->editor()->toPlainText().contains(u"Rewritten"_s));
        QVERIFY(m_pane->isModified());
        m_pane->findChild<QAbstractButton *>(u"backToNewestRevision"_s)->click();
        QCOMPARE(m_pane->editor()->toPlainText(), draft);
        QVERIFY(!m_pane->editor()->isReadOnly());
    }

    void theAgentIsChosenPerTask()
    {
        auto *profile = m_pane->findChild<QComboBox *>(u"specProfile"_s);
        Q_EMIT profile->activated(profile->findData(u"claude"_s));
        QCOMPARE(m_workbench->calls.constLast(), u"setProfile %1 claude"_s.arg(m_task.value));
    }

private:
    void reopen()
    {
        m_pane = std::make_unique<SpecPane>(*m_workbench);
        m_pane->resize(900, 600);
        m_pane->show();
        m_pane->showTask(m_task);
        QTRY_VERIFY(!m_pane->editor()->isReadOnly());
    }

    std::unique_ptr<FakeWorkbench> m_workbench;
    std::unique_ptr<SpecPane> m_pane;
    TaskId m_task;
};

QTEST_MAIN(SpecPaneTest)
#include "tst_specpane.moc"
