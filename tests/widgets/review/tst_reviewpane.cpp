// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakeworkbench.h"
#include "review/readmarks.h"
#include "widgets/review/commenteditor.h"
#include "widgets/review/diffview.h"
#include "widgets/review/filetreepanel.h"
#include "widgets/review/findbar.h"
#include "widgets/review/helpsheet.h"
#include "widgets/review/realchange.h"
#include "widgets/review/reviewpane.h"
#include "widgets/review/verdictbar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <algorithm>

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

    static QByteArray numbers(int count)
    {
        QByteArray out;
        for (int i = 1; i <= count; ++i)
            out += 'n' + QByteArray::number(i) + '\n';
        return out;
    }

    /** The same task again, as it is now. */
    void open()
    {
        f->pane->showTask({});
        QTRY_COMPARE(view().scene().fileCount(), 0);
        f->pane->showTask(f->task);
        QTRY_VERIFY(view().scene().fileCount() > 0);
        QTRY_VERIFY(view().scene().file(view().scene().fileCount() - 1));
    }

    /** A comment that was written in round 1. */
    void comment(const review::CommentAnchor &anchor, const QString &body)
    {
        review::Comment comment;
        comment.task = f->task;
        comment.round = {101};
        comment.anchor = anchor;
        comment.body = body;
        f->workbench.saveComment(comment, f->pane.get(), [](const Result<review::Comment> &) {});
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
        QVERIFY(f->pane->session()->ledger().marks().contains(key));
        QVERIFY(find<QLabel>(u"verdictSummary"_s)->text().contains(u"1 of 2 files viewed"_s));
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
        comment(anchor, u"Why two?"_s);
        give({newer});
        open();
        QTRY_COMPARE(f->pane->session()->comments().constFirst().anchor.firstLine, 3);
        QCOMPARE(f->pane->session()->comments().constFirst().anchor.lastLine, 4);
        QTRY_VERIFY(view().visibleText().contains(u"Why two?"_s));
    }

    void anOutdatedCommentIsShownAtItsFileWithItsOldLines()
    {
        const auto older = change("a", "x\n", "one\ncompletely different words here\nthree\n");
        comment(review::makeAnchor(*older, Side::Right, 1, 1), u"Outdated soon"_s);
        give({change("a", "x\n", "nothing of that is left\n"), change("b", QByteArray(), "b\n")});
        open();
        QTRY_VERIFY(view().visibleText().contains(u"Outdated:"_s));
        QCOMPARE(f->pane->session()->comments().constFirst().anchor.path, QByteArray("a"));
        QVERIFY(f->pane->session()->comments().constFirst().anchor.isWholeFile()); // never beside other code
        QVERIFY(view().visibleText().contains(u"completely different words here"_s));
        give({change("b", QByteArray(), "b\n")}); // the file is gone: it stands at the top
        open();
        QTRY_COMPARE(view().scene().hangingAtTop().size(), size_t(1));
        QTRY_VERIFY(view().scene().hangingAtTop()[0].box->plainText().contains(u"is gone"_s));
    }

    void onlyWhatChangedSinceTheLastLookIsShownAndTheWayBackIsThere()
    {
        auto *banner = find<QLabel>(u"rangeBannerText"_s);
        QVERIFY(!banner->isVisible());
        QVERIFY(!find<QAbstractButton>(u"diffSinceLookButton"_s)->isVisible()); // nobody looked before
        QTRY_COMPARE(f->workbench.memories[f->task].looks.size(), 1); // but now somebody does
        QCOMPARE(f->workbench.memories[f->task].looks.constFirst().snapshot.hex, QByteArray("c2"));

        f->workbench.memories[f->task].looks = {{{"c1"}, QDateTime::currentDateTimeUtc().addDays(-1)}};
        open();
        auto *button = find<QAbstractButton>(u"diffSinceLookButton"_s);
        QTRY_VERIFY(button->isVisible());
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_L);
        QCOMPARE(f->source.requests.constLast().from.hex, QByteArray("c1"));
        QCOMPARE(f->source.requests.constLast().to.hex, QByteArray("c2"));
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().contains(u"from round 1 to round 2"_s));
        QVERIFY(button->isChecked());
        QTest::mouseClick(find<QAbstractButton>(u"rangeBannerAll"_s), Qt::LeftButton);
        QCOMPARE(f->source.requests.constLast().from.hex, QByteArray("ba5e"));
        QTRY_VERIFY(!banner->isVisible());
        QVERIFY(!button->isChecked());
        QTRY_COMPARE(view().scene().fileCount(), 2);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(f->source.requests.constLast().from.hex, QByteArray("c1"));
        QCOMPARE(f->source.placeRequests.isEmpty(), f->pane->session()->storedComments().isEmpty());
    }

    void whoReadsWhatChangedSinceHasReadAllOfIt()
    {
        give({change("a", "base\n", "base\nround 1\n")});
        open();
        f->pane->session()->setViewed(0, true);
        f->workbench.memories[f->task].looks = {{{"c1"}, QDateTime::currentDateTimeUtc().addDays(-1)}};
        const auto all = change("a", "base\n", "base\nround 1\nround 2\n");
        give({all});
        open();
        QTRY_COMPARE(f->pane->session()->ledger().count().all, 1);
        QVERIFY(!view().scene().isViewed(0));
        give({change("a", "base\nround 1\n", "base\nround 1\nround 2\n")});
        f->pane->toggleSinceLook();
        QTRY_VERIFY(!f->pane->session()->isLoading());
        f->pane->session()->setViewed(0, true);
        give({all});
        f->pane->toggleSinceLook();
        QTRY_VERIFY(!f->pane->session()->isLoading());
        QVERIFY(view().scene().isViewed(0));
    }

    void commentsAreBroughtToWhatIsCompared()
    {
        f->workbench.memories[f->task].looks = {{{"c1"}, QDateTime::currentDateTimeUtc().addDays(-1)}};
        comment(review::makeAnchor(*change("src/a.txt", "one\ntwo\nthree\n", "one\n2\nthree\n"), Side::Right, 1, 1),
                u"Here"_s);
        comment(review::makeAnchor(*change("other.txt", "x\n", "far away\n"), Side::Right, 0, 0), u"Elsewhere"_s);
        open();
        QTRY_COMPARE(f->pane->session()->comments().size(), 2);
        f->pane->toggleSinceLook();
        QTRY_COMPARE(f->source.placeRequests.constLast().from.hex, QByteArray("c1"));
        QCOMPARE(f->source.placeRequests.constLast().snapshots.value({101}).hex, QByteArray("c1"));
        QTRY_COMPARE(view().scene().hangingAtTop().size(), size_t(1));
        QVERIFY(!view().scene().hangingAt(view().scene().rowOf(0, Side::Right, 1)).empty());
    }

    void whatIsBeingWrittenSurvivesAnything()
    {
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_N);
        QTest::keyClick(&view(), Qt::Key_C);
        QTest::keyClicks(view().editor()->findChild<QPlainTextEdit *>(), u"Half a thought"_s);
        QTRY_VERIFY(f->workbench.memories[f->task].draft); // stored while it is written: a kill loses nothing
        QCOMPARE(f->workbench.memories[f->task].draft->body, u"Half a thought"_s);
        const TaskId other = f->workbench.add(TaskState::Review, u"Something else"_s);
        QTest::keyClicks(view().editor()->findChild<QPlainTextEdit *>(), u" and more"_s);
        f->pane->showTask(other);
        QVERIFY(!view().editor()); // it belongs to the other task
        QCOMPARE(f->workbench.memories[f->task].draft->body, u"Half a thought and more"_s);

        f->pane = std::make_unique<ReviewPane>(f->workbench, f->source); // as after a kill
        f->pane->resize(1300, 700);
        f->pane->show();
        f->pane->showTask(f->task);
        QTRY_VERIFY(view().editor());
        QTRY_COMPARE(view().scene().fileCount(), 2);
        auto *text = view().editor()->findChild<QPlainTextEdit *>();
        QCOMPARE(text->toPlainText(), u"Half a thought and more"_s);
        QTRY_VERIFY(!view().editor()->geometry().isEmpty());
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(f->pane->session()->storedComments().size(), 1);
        QCOMPARE(f->pane->session()->storedComments()[0].anchor.firstLine, 1);
        QVERIFY(!f->workbench.memories[f->task].draft);
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

    QString progress() const { return find<QLabel>(u"verdictSummary"_s)->text(); }

    void hunksAreReadOneByOneByKey()
    {
        give({change("src/a.txt", numbers(60), numbers(60).replace("n7\n", "seven\n").replace("n30\n", "thirty\n")),
              change("src/b.txt", QByteArray(), "new\n")});
        open();
        QTRY_VERIFY(progress().contains(u"0 of"_s));
        const int all = f->pane->session()->ledger().count().all;
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(view().caret().line, 6);
        QTest::keyClick(&view(), Qt::Key_H, Qt::ShiftModifier);
        QVERIFY(progress().contains(u"1 of %1 hunks read"_s.arg(all)));
        QTest::keyClick(&view(), Qt::Key_H, Qt::ShiftModifier);
        QVERIFY(progress().contains(u"0 of %1 hunks read"_s.arg(all)));
        QTest::keyClick(&view(), Qt::Key_H);
        QVERIFY(progress().contains(u"1 of %1 hunks read"_s.arg(all)));
        QVERIFY(view().caret().line > 6);
        QTest::keyClick(&view(), Qt::Key_P, Qt::ShiftModifier);
        QCOMPARE(view().caret().file, 1); // around the start: what is before was read
        QSignalSpy done(f->pane.get(), &ReviewPane::done);
        QTest::keyClick(&view(), Qt::Key_N, Qt::ShiftModifier);
        while (done.isEmpty())
            QTest::keyClick(&view(), Qt::Key_H);
        QVERIFY(progress().contains(u"%1 of %1 hunks read"_s.arg(all)));
        QVERIFY(progress().contains(u"2 of 2 files viewed"_s));
    }

    void aClickOnTheMarkOfAHunkReadsIt()
    {
        QTRY_VERIFY(progress().contains(u"0 of 2 hunks read"_s));
        view().goTo({0, Side::Right, 1, 0});
        const QRect row = view().rowRect(view().caretRow());
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, QPoint(row.right() - 12, row.center().y()));
        QVERIFY(progress().contains(u"1 of 2 hunks read"_s));
        QVERIFY(view().scene().isViewed(0));
        QVERIFY(!view().scene().isCollapsed(0)); // what is being looked at stays in sight
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, QPoint(row.right() - 12, row.center().y()));
        QVERIFY(progress().contains(u"0 of 2 hunks read"_s));
    }

    void aNewRoundReopensOnlyWhatChanged()
    {
        const QByteArray before = numbers(60);
        const QByteArray first = numbers(60).replace("n7\n", "seven\n");
        give({change("a.txt", before, first), change("b.txt", QByteArray(), "new\n")});
        open();
        QTRY_COMPARE(f->pane->session()->ledger().count().all, 2);
        for (int file = 0; file < 2; ++file)
            f->pane->session()->setViewed(file, true);
        give({change("a.txt", before, QByteArray(first).replace("n40\n", "forty\n")),
              change("b.txt", QByteArray(), "new\n")});
        open();
        QTRY_COMPARE(f->pane->session()->ledger().count(), (review::ReadCount{2, 3}));
        QVERIFY(!view().scene().isViewed(0));
        QVERIFY(view().scene().isViewed(1));
        QVERIFY(view().scene().isCollapsed(1));
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(view().caret().line, 39);
    }

    void approvingWithUnreadHunksWarnsOnceAndIsNoGate()
    {
        QTRY_VERIFY(progress().contains(u"0 of 2 hunks read"_s));
        auto *approve = find<QAbstractButton>(u"verdictApprove"_s);
        auto *warning = find<QLabel>(u"verdictWarning"_s);
        QVERIFY(!warning->isVisible());
        QTest::mouseClick(approve, Qt::LeftButton);
        QVERIFY(warning->isVisible());
        QCOMPARE(warning->text(), u"2 of 2 hunks are not read."_s);
        QCOMPARE(f->pane->unread(f->pane->session()->task()), warning->text()); // for the dialog of the menu
        QCOMPARE(f->pane->unread(TaskId(9999)), u"You have not looked at the changes."_s);
        QVERIFY(!f->workbench.calls.join(u'\n').contains(u"giveVerdict"_s));
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_V); // who reads on is asked anew
        QVERIFY(!warning->isVisible());
        QTest::mouseClick(approve, Qt::LeftButton);
        QCOMPARE(warning->text(), u"1 of 2 hunks are not read."_s);
        QTest::mouseClick(approve, Qt::LeftButton);
        QVERIFY(f->workbench.calls.join(u'\n').contains(u"giveVerdict"_s));
    }

    void approveAndThenMerge()
    {
        for (int file = 0; file < 2; ++file)
            f->pane->session()->setViewed(file, true);
        QTest::mouseClick(find<QAbstractButton>(u"verdictApprove"_s), Qt::LeftButton); // all is read: one click
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
        auto *approve = find<QAbstractButton>(u"verdictApprove"_s);
        for (int file = 0; file < 2; ++file)
            f->pane->session()->setViewed(file, true);
        f->workbench.failNext = true;
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

    void aReviewIsDoneByKeysAlone()
    {
        QByteArray moved = "int moved_function(int argument)\n{\n    return argument * twenty_two;\n}\n";
        const QByteArray before = numbers(60) + moved + numbers(5);
        const QByteArray edited = QByteArray(moved).replace("twenty_two", "twenty_three");
        give({change("src/a.txt", before,
                     edited + numbers(60).replace("n30\n", "thirty\n").replace("n50\n", "fifty\nand more\n")
                         + numbers(5)),
              change("src/b.txt", "old\n", "new\n")});
        open();
        QTRY_VERIFY(view().scene().document().moves());
        f->pane->activateWindow();
        view().setFocus();
        const auto press = [](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
            QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        };
        const auto write = [](const QString &text) {
            QTest::keyClicks(QApplication::focusWidget(), text);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        };
        const auto stored = [this] { return f->pane->session()->storedComments(); };
        const auto at = [this] { return view().caret(); };

        // from change to change, over files and back
        press(Qt::Key_F7);
        QCOMPARE(at().line, 0);
        press(Qt::Key_N);
        QCOMPARE(at(), (TextPlace{0, Side::Right, 33, 0}));
        press(Qt::Key_F7, Qt::ShiftModifier);
        QCOMPARE(at().line, 0);
        press(Qt::Key_N);
        press(Qt::Key_N);
        QCOMPARE(at().line, 53);
        press(Qt::Key_P);
        QCOMPARE(at().line, 33);
        // by line, by file, to the other side
        press(Qt::Key_J);
        QCOMPARE(at().line, 34);
        press(Qt::Key_K);
        QCOMPARE(at().line, 33);
        press(Qt::Key_O);
        QCOMPARE(at(), (TextPlace{0, Side::Left, 29, 0}));
        press(Qt::Key_BracketRight);
        QCOMPARE(view().caretRow(), (RowPlace{1, 0}));
        press(Qt::Key_BracketLeft);
        QCOMPARE(view().caretRow(), (RowPlace{0, 0}));
        // to the other end of a moved block, and back
        press(Qt::Key_N);
        press(Qt::Key_M);
        QCOMPARE(at(), (TextPlace{0, Side::Left, 60, 0}));
        press(Qt::Key_M);
        QCOMPARE(at(), (TextPlace{0, Side::Right, 0, 0}));
        QVERIFY(view().visibleText().contains(u"moved from line 61, 1 line(s) edited"_s));
        // show more, less, otherwise
        const int rows = view().scene().rowCount(0);
        press(Qt::Key_X);
        QVERIFY(view().scene().rowCount(0) > rows);
        press(Qt::Key_X);
        QCOMPARE(view().scene().rowCount(0), rows);
        press(Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(view().showsWholeFiles());
        press(Qt::Key_X, Qt::ShiftModifier);
        press(Qt::Key_S);
        QVERIFY(view().isUnified());
        press(Qt::Key_S);
        QVERIFY(!view().isUnified());
        press(Qt::Key_B);
        QVERIFY(view().showsBlanks());
        press(Qt::Key_W);
        QVERIFY(view().wraps());
        press(Qt::Key_W);
        // find
        press(Qt::Key_Slash);
        QTest::keyClicks(QApplication::focusWidget(), u"fifty"_s);
        press(Qt::Key_Return);
        QTRY_COMPARE(at().line, 53);
        press(Qt::Key_Escape);
        QVERIFY(view().hasFocus());
        // comment: the line, lines, the file, the review
        press(Qt::Key_C);
        write(u"On the line"_s);
        QTRY_COMPARE(stored().size(), 1);
        QCOMPARE(stored()[0].anchor.firstLine, 53);
        view().goTo({0, Side::Right, 53, 0});
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_End, Qt::ShiftModifier);
        press(Qt::Key_C);
        write(u"On both lines"_s);
        QTRY_COMPARE(stored().size(), 2);
        QCOMPARE(stored()[1].anchor.firstLine, 53);
        QCOMPARE(stored()[1].anchor.lastLine, 54);
        press(Qt::Key_C, Qt::ShiftModifier);
        write(u"On the file"_s);
        QTRY_COMPARE(stored().size(), 3);
        QVERIFY(stored()[2].anchor.isWholeFile());
        press(Qt::Key_C, Qt::AltModifier);
        write(u"On all of it"_s);
        QTRY_COMPARE(stored().size(), 4);
        QVERIFY(stored()[3].anchor.isWholeReview());
        // answer, change, resolve, delete, at the comment that is found by key
        view().goTo({0, Side::Right, 33, 0});
        press(Qt::Key_Period);
        QCOMPARE(at().line, 53);
        press(Qt::Key_R);
        write(u"An answer"_s);
        QTRY_COMPARE(stored().size(), 5);
        QCOMPARE(stored()[4].replyTo, stored()[0].id);
        press(Qt::Key_E);
        write(u", with more"_s);
        QTRY_VERIFY(std::ranges::any_of(
            stored(), [](const review::Comment &comment) { return comment.body == u"An answer, with more"_s; }));
        press(Qt::Key_Delete, Qt::ShiftModifier);
        QTRY_COMPARE(stored().size(), 4);
        press(Qt::Key_R, Qt::ShiftModifier);
        QTRY_VERIFY(std::ranges::any_of(stored(), &review::Comment::resolved));
        press(Qt::Key_Comma);
        QVERIFY(at().line < 53);
        // read: a hunk, the next, the file
        const auto read = [this] { return f->pane->session()->ledger().count().read; };
        QTRY_VERIFY(f->pane->session()->ledger().count().all >= 4);
        press(Qt::Key_Home, Qt::ControlModifier);
        press(Qt::Key_N, Qt::ShiftModifier);
        press(Qt::Key_H, Qt::ShiftModifier);
        QCOMPARE(read(), 1);
        press(Qt::Key_H);
        QCOMPARE(read(), 1); // it was read: only on
        press(Qt::Key_H);
        QCOMPARE(read(), 2);
        press(Qt::Key_P, Qt::ShiftModifier);
        press(Qt::Key_V);
        QVERIFY(view().scene().isViewed(view().caretRow().file));
        // and what all the keys are
        press(Qt::Key_Question);
        QVERIFY(f->pane->findChild<HelpSheet *>());
        QTest::keyClick(f->pane->findChild<HelpSheet *>(), Qt::Key_Escape);
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
            const bool control = qobject_cast<const QAbstractButton *>(widget)
                || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QLineEdit *>(widget)
                || (qobject_cast<const QAbstractItemView *>(widget) && !qobject_cast<const QHeaderView *>(widget));
            const bool own = !widget->objectName().startsWith(u"qt_")
                && !qobject_cast<const QComboBox *>(widget->parentWidget())
                && !qobject_cast<const QLineEdit *>(widget->parentWidget()) && widget->window() == f->pane.get();
            if (control && own)
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
};

QTEST_MAIN(TestReviewPane)
#include "tst_reviewpane.moc"
