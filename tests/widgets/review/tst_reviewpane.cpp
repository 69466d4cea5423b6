// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakeworkbench.h"
#include "review/readmarks.h"
#include "widgets/review/commenteditor.h"
#include "widgets/review/commentplace.h"
#include "widgets/review/diffview.h"
#include "widgets/review/filetreepanel.h"
#include "widgets/review/findbar.h"
#include "widgets/review/helpsheet.h"
#include "widgets/review/realchange.h"
#include "widgets/review/reviewpane.h"
#include "widgets/review/verdictbar.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace docket;
using namespace Qt::StringLiterals;
using diff::Side;

class TestReviewPane : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        FakeWorkbench workbench;
        FakeDiffSource source;
        std::unique_ptr<ReviewPane> pane;
        TaskId task;
    };
    std::unique_ptr<Fixture> f;

    static diff::FileDiffPtr change(const QByteArray &path, const QByteArray &before, const QByteArray &after)
    {
        return test::fileChange(path, before, after);
    }

    void give(const std::vector<diff::FileDiffPtr> &files)
    {
        f->source.files.clear();
        f->source.diffs.clear();
        for (const diff::FileDiffPtr &file : files) {
            f->source.files += file->entry();
            f->source.diffs += file;
        }
    }

    /** A task in review with two rounds. */
    void makeRounds(TaskId id)
    {
        TaskRecord &record = f->workbench.record(id);
        if (record.attempts.isEmpty()) {
            Attempt attempt;
            attempt.id = {900};
            attempt.task = id;
            attempt.number = 1;
            record.attempts += attempt;
        }
        record.attempts.last().baseCommit = {"ba5e"};
        record.rounds.clear();
        for (int number = 1; number <= 2; ++number) {
            Round round;
            round.id = {100 + number};
            round.attempt = record.attempts.constLast().id;
            round.number = number;
            round.outcome = RoundOutcome::Finished;
            round.snapshot = Snapshot{{"c" + QByteArray::number(number)}, {"7ee" + QByteArray::number(number)}, 2, {}};
            record.rounds += round;
        }
        record.evidence.clear();
        Evidence old;
        old.id = {1};
        old.check = u"lint"_s;
        old.tree = {"7ee1"};
        old.outcome = CheckOutcome::Failed;
        Evidence now = old;
        now.id = {2};
        now.check = u"tests"_s;
        now.tree = {"7ee2"};
        now.outcome = CheckOutcome::Passed;
        now.durationMs = 3400;
        record.evidence += {old, now};
    }

    DiffView &view() const { return *f->pane->view(); }
    template<typename T>
    T *find(const QString &name) const { return f->pane->findChild<T *>(name); }

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<Fixture>();
        f->workbench.fill();
        f->task = f->workbench.add(TaskState::Review, u"Teach the parser"_s);
        makeRounds(f->task);
        give({change("src/a.txt", "one\ntwo\nthree\n", "one\n2\nthree\n"), change("src/b.txt", QByteArray(), "new\n")});
        f->pane = std::make_unique<ReviewPane>(f->workbench, f->source);
        f->pane->resize(1300, 700);
        f->pane->show();
        f->pane->showTask(f->task);
        QTRY_COMPARE(view().scene().fileCount(), 2);
        QTRY_VERIFY(view().scene().file(1));
    }
    void cleanup() { f.reset(); }

    void theNewestRoundIsComparedWithTheBase()
    {
        QCOMPARE(f->source.requests.size(), 1);
        QCOMPARE(f->source.requests[0].from.hex, QByteArray("ba5e"));
        QCOMPARE(f->source.requests[0].to.hex, QByteArray("c2"));
        QVERIFY(!f->source.requests[0].repository.isEmpty());
        QVERIFY(view().visibleText().contains(u"after: 2"_s));
    }

    void oneRoundCanBeSeenForItself()
    {
        auto *ranges = find<QComboBox>(u"reviewRange"_s);
        QCOMPARE(ranges->count(), 3); // base to 2, base to 1, 1 to 2
        ranges->setCurrentIndex(2);
        Q_EMIT ranges->activated(2);
        QCOMPARE(f->source.requests.constLast().from.hex, QByteArray("c1"));
        QCOMPARE(f->source.requests.constLast().to.hex, QByteArray("c2"));
    }

    void whitespaceIsAskedOfTheEngine()
    {
        auto *whitespace = find<QComboBox>(u"reviewWhitespace"_s);
        whitespace->setCurrentIndex(3);
        Q_EMIT whitespace->activated(3);
        QCOMPARE(f->source.requests.constLast().options.lines.whitespace, diff::Whitespace::All);
    }

    void onlyEvidenceOfTheTreeUnderReviewIsShown()
    {
        QVERIFY(!find<QAbstractButton>(u"check-lint"_s));
        auto *chip = find<QAbstractButton>(u"check-tests"_s);
        QVERIFY(chip);
        QSignalSpy asked(f->pane.get(), &ReviewPane::logRequested);
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<EvidenceId>(), EvidenceId{2});
    }

    void theTreeAndTheSurfaceFollowEachOther()
    {
        QTreeView *tree = f->pane->files()->tree();
        const QModelIndex second = tree->model()->index(1, 0, tree->model()->index(0, 0));
        QCOMPARE(second.data().toString(), u"b.txt"_s);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(second).center());
        QCOMPARE(view().caretRow().file, 1);
        f->pane->files()->filter()->setText(u"b.t"_s);
        QCOMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 1);
    }

    void aFileIsShownByTheNameThatAnAgentGivesIt()
    {
        QVERIFY(f->pane->goToFile({u"/etc/passwd"_s, u"/work/trees/7/src/b.txt"_s}));
        QCOMPARE(view().caretRow().file, 1);
        QVERIFY(f->pane->goToFile({u"src/a.txt"_s}));
        QCOMPARE(view().caretRow().file, 0);
        QVERIFY(!f->pane->goToFile({u"a.txt"_s, u"/work/other/b.txt"_s}));
    }

    void theStepThatWroteAChangeIsAskedForWithItsLines()
    {
        QSignalSpy asked(f->pane.get(), &ReviewPane::stepRequested);
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_N); // to the first change
        QTest::keyClick(&view(), Qt::Key_T);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), u"src/a.txt"_s);
        QCOMPARE(asked[0][1].toStringList(), QStringList{u"2"_s});
    }

    void aViewedMarkIsStoredByContentAndComesBack()
    {
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_V);
        QVERIFY(view().scene().isViewed(0));
        const QByteArray key = review::fileKey(view().scene().document().entry(0));
        f->pane->showTask({});
        QTRY_COMPARE(view().scene().fileCount(), 0);
        f->pane->showTask(f->task);
        QTRY_COMPARE(view().scene().fileCount(), 2);
        QTRY_VERIFY(view().scene().isViewed(0));
        QVERIFY(f->pane->session()->readMarks().contains(key));
        QVERIFY(find<QLabel>(u"verdictSummary"_s)->text().contains(u"1 of 2 viewed"_s));
    }

    void aCommentIsStoredShownAndCounted()
    {
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_N);
        QTest::keyClick(&view(), Qt::Key_C);
        QTest::keyClicks(view().editor()->findChild<QPlainTextEdit *>(), u"Why?"_s);
        QTest::mouseClick(view().editor()->findChild<QAbstractButton *>(u"commentSave"_s), Qt::LeftButton);
        QTRY_COMPARE(f->pane->session()->storedComments().size(), 1);
        const review::Comment stored = f->pane->session()->storedComments()[0];
        QVERIFY(stored.id.isValid());
        QCOMPARE(stored.task, f->task);
        QCOMPARE(stored.round, RoundId{102});
        QVERIFY(stored.createdAt.isValid());
        QTRY_VERIFY(view().visibleText().contains(u"Why?"_s));
        QVERIFY(find<QAbstractButton>(u"verdictRequest"_s)->isEnabled());
    }

    void aCommentOnOldTextStandsWhereThatTextIsNow()
    {
        const auto older = change("a", "x\n", "one\ntwo\nthree\n");
        const auto newer = change("a", "x\n", "zero\nzero\none\n  two\nthree\n");
        const review::CommentAnchor anchor = review::makeAnchor(*older, Side::Right, 1, 2);
        QCOMPARE(placedAnchor(anchor, *older), anchor);
        QCOMPARE(placedAnchor(anchor, *newer).firstLine, 3);
        QCOMPARE(placedAnchor(anchor, *newer).lastLine, 4);
        const auto without = change("a", "x\n", "one\nTWO\nthree\n");
        QVERIFY(placedAnchor(anchor, *without).isWholeFile()); // never beside other code
    }

    void requestChangesNeedsSomethingToAsk()
    {
        auto *request = find<QAbstractButton>(u"verdictRequest"_s);
        QVERIFY(!request->isEnabled());
        QTest::keyClicks(f->pane->verdicts()->note(), u"Add a test"_s);
        QVERIFY(request->isEnabled());
        QSignalSpy done(f->pane.get(), &ReviewPane::done);
        QTest::mouseClick(request, Qt::LeftButton);
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(f->workbench.calls.join(u'\n').contains(u"erdict"_s));
    }

    void approveAndThenMerge()
    {
        QTest::mouseClick(find<QAbstractButton>(u"verdictApprove"_s), Qt::LeftButton);
        auto *merge = find<QAbstractButton>(u"verdictMerge"_s);
        QTRY_VERIFY(merge->isVisible() && merge->isEnabled());
        QVERIFY(!find<QAbstractButton>(u"verdictApprove"_s)->isVisible());
        QSignalSpy done(f->pane.get(), &ReviewPane::done);
        QTest::mouseClick(merge, Qt::LeftButton);
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(f->workbench.calls.join(u'\n').contains(u"merge"_s, Qt::CaseInsensitive));
    }

    void aFailureIsToldAndTheButtonsComeBack()
    {
        QSignalSpy failed(f->pane.get(), &ReviewPane::failed);
        f->workbench.failNext = true;
        auto *approve = find<QAbstractButton>(u"verdictApprove"_s);
        QTest::mouseClick(approve, Qt::LeftButton);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(approve->isVisible() && approve->isEnabled());
    }

    void slashFindsInAllFilesAndEscapeGoesBack()
    {
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_Slash);
        QTRY_VERIFY(f->pane->findBar()->field()->hasFocus());
        QTest::keyClicks(f->pane->findBar()->field(), u"ne"_s);
        QTest::keyClick(f->pane->findBar()->field(), Qt::Key_Return);
        QTRY_COMPARE(f->pane->findBar()->status()->text(), u"1 of 2"_s);
        QTest::keyClick(f->pane->findBar()->field(), Qt::Key_Return);
        QTRY_COMPARE(f->pane->findBar()->status()->text(), u"2 of 2"_s);
        QCOMPARE(view().caret().file, 1);
        QTest::keyClick(f->pane->findBar()->field(), Qt::Key_Escape);
        QVERIFY(view().hasFocus());
        QVERIFY(!f->pane->findBar()->isVisible());
    }

    void theSheetOfKeysNamesThemAll()
    {
        f->pane->showHelp();
        auto *sheet = f->pane->findChild<HelpSheet *>();
        QVERIFY(sheet);
        QStringList texts;
        for (const QLabel *label : sheet->findChildren<QLabel *>())
            texts += label->text();
        for (const QAction *action : f->pane->reviewActions())
            QVERIFY2(texts.contains(action->text()), qPrintable(action->text()));
        sheet->reject();
    }

    void everyControlHasAName()
    {
        for (const QWidget *widget : f->pane->findChildren<QWidget *>()) {
            const bool control = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget)
                || qobject_cast<const QLineEdit *>(widget)
                || (qobject_cast<const QAbstractItemView *>(widget) && !qobject_cast<const QHeaderView *>(widget));
            const bool own = !widget->objectName().startsWith(u"qt_") && !qobject_cast<const QComboBox *>(widget->parentWidget())
                && !qobject_cast<const QLineEdit *>(widget->parentWidget()) && widget->window() == f->pane.get();
            if (control && own)
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
};

QTEST_MAIN(TestReviewPane)
#include "tst_reviewpane.moc"
