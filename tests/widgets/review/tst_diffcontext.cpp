// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakelookup.h"
#include "helpers/fakeworkbench.h"
#include "widgets/review/authorcolumn.h"
#include "widgets/review/definitiondialog.h"
#include "widgets/review/diffview.h"
#include "widgets/review/gotodialog.h"
#include "widgets/review/realchange.h"
#include "widgets/review/reviewerrands.h"
#include "widgets/review/reviewpane.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>
#include <QToolTip>

using namespace docket;
using namespace Qt::StringLiterals;
using diff::Side;

namespace {

/** Forty functions of eight lines; line `changed` of the new side is another one. */
QByteArray functions(int changed = -1)
{
    QByteArray text;
    for (int i = 0; i < 40; ++i) {
        text += "int function" + QByteArray::number(i) + "(int a)\n{\n";
        for (int k = 0; k < 25; ++k)
            text += (27 * i + 2 + k + i) == changed ? QByteArray("    changed(a);\n")
                                                    : "    step" + QByteArray::number(k) + "(a);\n";
        text += "}\n";
    }
    return text;
}

} // namespace

/** What a reader asks for around the lines that are shown: more of the file, who wrote it, where a name comes from. */
class TestDiffContext : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        FakeWorkbench workbench;
        FakeDiffSource source;
        test::FakeLookup lookup;
        std::unique_ptr<ReviewPane> pane;
    };
    std::unique_ptr<Fixture> f;

    DiffView &view() const { return *f->pane->view(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(&view(), key, modifiers); }
    bool shows(int line) const { return view().scene().rows().rowOfLine(0, Side::Right, line) >= 0; }

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<Fixture>();
        f->workbench.fill();
        const TaskId task = f->workbench.add(TaskState::Review, u"Teach the parser"_s);
        TaskRecord &record = f->workbench.record(task);
        Attempt attempt;
        attempt.id = {900};
        attempt.task = task;
        attempt.number = 1;
        attempt.baseCommit = {"ba5e"};
        attempt.worktree = u"/work/tree"_s;
        record.attempts = {attempt};
        Round round;
        round.id = {101};
        round.attempt = attempt.id;
        round.number = 1;
        round.snapshot = Snapshot{{"c1"}, {"7ee"}, 2, {}};
        record.rounds = {round};
        // Line 300 lies in the eleventh function, lines 280 to 307.
        for (const auto &file : {test::fileChange("src/a.c", functions(), functions(300)),
                                 test::fileChange("src/b.c", QByteArray(), "int helper(int a)\n{\n}\n")}) {
            f->source.files += file->entry();
            f->source.diffs += file;
        }
        f->pane = std::make_unique<ReviewPane>(f->workbench, f->source);
        f->pane->setLookup(&f->lookup);
        f->pane->resize(1300, 800);
        f->pane->show();
        f->pane->showTask(task);
        while (!QTest::qWaitForWindowExposed(f->pane.get())) { }
        QTRY_VERIFY(view().scene().fileCount() == 2 && view().scene().file(1));
        QTRY_VERIFY(!view().scene().isStale(1));
        QTRY_VERIFY(view().width() < 1200); // the list of files has its room
        view().setFocus();
        press(Qt::Key_N);
        QCOMPARE(view().caret().line, 300);
    }

    void cleanup() { f.reset(); }

    // ---- more of the file

    void uAndDShowTwentyMoreLines()
    {
        QVERIFY(!shows(296) && !shows(304));
        press(Qt::Key_U);
        QVERIFY(shows(277) && !shows(276) && !shows(304));
        press(Qt::Key_D);
        QVERIFY(shows(323) && !shows(324));
        QCOMPARE(view().caret().line, 300);
    }

    void fShowsTheWholeFunctionAndZFoldsAgain()
    {
        press(Qt::Key_F);
        QVERIFY(shows(280) && shows(307));
        QVERIFY(!shows(279) && !shows(308));
        press(Qt::Key_Z);
        QVERIFY(!shows(280) && !shows(307) && shows(300));
    }

    void fAtAFoldShowsTheFunctionThatGoesOnBelow()
    {
        press(Qt::Key_K);
        press(Qt::Key_K);
        press(Qt::Key_K);
        press(Qt::Key_K);
        QCOMPARE(view().scene().row(view().caretRow()).kind, diff::RowKind::Fold);
        press(Qt::Key_F);
        QVERIFY(shows(280) && shows(307) && !shows(279));
    }

    void theWholeFileIsOneKeyAway()
    {
        press(Qt::Key_X);
        QVERIFY(shows(0) && shows(700));
        press(Qt::Key_Z);
        QVERIFY(!shows(0) && !shows(700));
    }

    // ---- who wrote it

    void authorsOfTheBaseStandInAColumn()
    {
        const QDateTime when(QDate(2024, 3, 4), QTime(9, 0), QTimeZone::UTC);
        f->lookup.authors.insert("src/a.c", {{0, 300, {"abcdef0123456789"}, u"Ada Lovelace"_s, when, u"Begin"_s},
                                             {300, 500, {"1234567890abcdef"}, u"Eve <b>"_s, when, u"Go on"_s}});
        view().setMode(DiffView::Mode::SideBySide);
        const int before = view().placeRect({0, Side::Right, 301, 0}).left();
        press(Qt::Key_A);
        QVERIFY(view().showsAuthors());
        QTRY_VERIFY(view().authors()->of(0));
        QCOMPARE(f->lookup.asked, QStringList{u"authors src/a.c@ba5e"_s}); // a new file has none
        QCOMPARE_GT(view().placeRect({0, Side::Right, 301, 0}).left(), before);
        QVERIFY(view().authors()->words(0, 299).contains("Ada Lovelace"_L1));
        QVERIFY(view().authors()->words(0, 299).contains("abcdef01"_L1));
        press(Qt::Key_A);
        QCOMPARE(view().placeRect({0, Side::Right, 301, 0}).left(), before);
    }

    void oneLineIsToldWithoutTheColumn()
    {
        f->lookup.authors.insert(
            "src/a.c", {{0, 900, {"abcdef0123456789"}, u"Ada"_s, QDateTime::currentDateTimeUtc(), u"<b>Begin</b>"_s}});
        press(Qt::Key_J);
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_VERIFY(QToolTip::text().contains("Ada"_L1));
        QVERIFY(QToolTip::text().contains("&lt;b&gt;Begin"_L1)); // as text
        QToolTip::hideText();
    }

    void aQuestionIsDroppedWhenNobodyWantsIt()
    {
        f->lookup.isSilent = true;
        press(Qt::Key_A);
        QTRY_VERIFY(view().authors()->isWaitingFor(0));
        press(Qt::Key_A);
        QVERIFY(!view().authors()->isWaitingFor(0));
    }

    // ---- going somewhere

    void gGoesToAFileAndToALine()
    {
        press(Qt::Key_G);
        QTRY_VERIFY(f->pane->findChild<GoToDialog *>());
        QTest::keyClicks(f->pane->findChild<QLineEdit *>(u"goToField"_s), u":121"_s);
        QTest::keyClick(f->pane->findChild<QLineEdit *>(u"goToField"_s), Qt::Key_Return);
        QTRY_COMPARE(view().caret(), (TextPlace{0, Side::Right, 120, 0}));
        QVERIFY(shows(120));
        QTRY_VERIFY(!f->pane->findChild<GoToDialog *>());
        f->pane->activateWindow(); // as a window manager does when a dialog goes
        QTRY_VERIFY(view().hasFocus());
        press(Qt::Key_G);
        QTRY_VERIFY(f->pane->findChild<GoToDialog *>());
        QTest::keyClicks(f->pane->findChild<QLineEdit *>(u"goToField"_s), u"b.c:2"_s);
        QTest::keyClick(f->pane->findChild<QLineEdit *>(u"goToField"_s), Qt::Key_Return);
        QTRY_COMPARE(view().caret(), (TextPlace{1, Side::Right, 1, 0}));
    }

    void aWishIsReadAsFileAndLine()
    {
        QCOMPARE(GoToDialog::parse(u"view.cpp:12"_s), (GoToDialog::Wish{u"view.cpp"_s, 11}));
        QCOMPARE(GoToDialog::parse(u"12"_s), (GoToDialog::Wish{QString(), 11}));
        QCOMPARE(GoToDialog::parse(u" :12 "_s), (GoToDialog::Wish{QString(), 11}));
        QCOMPARE(GoToDialog::parse(u"view:"_s), (GoToDialog::Wish{u"view"_s, -1}));
        QCOMPARE(GoToDialog::parse(u"a:0"_s), (GoToDialog::Wish{u"a:0"_s, -1}));
        QCOMPARE(GoToDialog::parse({}), (GoToDialog::Wish{QString(), -1}));
    }

    void aDefinitionInTheChangeIsGoneTo()
    {
        f->lookup.definitions = {{"src/b.c", 0, "int helper(int a)", false}};
        press(Qt::Key_Right);
        press(Qt::Key_End);
        for (int i = 0; i < 5; ++i)
            press(Qt::Key_Left); // "changed(a);": into the name
        press(Qt::Key_F12);
        QTRY_COMPARE(view().caret(), (TextPlace{1, Side::Right, 0, 0}));
        QCOMPARE(f->lookup.asked, QStringList{u"definition changed"_s});
    }

    void aDefinitionElsewhereIsShown()
    {
        f->lookup.definitions = {{"lib/other.c", 1, "int step0(int a)", false},
                                 {"lib/third.c", 4, "int step0(void)", true}};
        f->lookup.files.insert("lib/other.c", "/* other */\nint step0(int a)\n{\n}\n");
        view().goTo({0, Side::Right, 301, 6});
        press(Qt::Key_F12);
        QTRY_VERIFY(f->pane->findChild<DefinitionDialog *>());
        auto *text = f->pane->findChild<QPlainTextEdit *>(u"definitionText"_s);
        QTRY_VERIFY(text->toPlainText().contains("other"_L1));
        QCOMPARE(text->textCursor().blockNumber(), 1);
        QCOMPARE(f->pane->findChild<QListWidget *>(u"definitionList"_s)->count(), 2);
        QSignalSpy said(f->pane.get(), &ReviewPane::done);
        f->pane->findChild<QAbstractButton *>(u"definitionGo"_s)->click();
        QVERIFY(said.constLast().constFirst().toString().contains("not part of this change"_L1));
        f->pane->findChild<QAbstractButton *>(u"definitionEditor"_s)->click();
        QCOMPARE(f->lookup.opened.first.path, "lib/other.c");
        QCOMPARE(f->lookup.opened.first.line, 1);
    }

    void whatIsNotFoundIsSaid()
    {
        QSignalSpy said(f->pane.get(), &ReviewPane::done);
        QSignalSpy failed(f->pane.get(), &ReviewPane::failed);
        view().goTo({0, Side::Right, 301, 6});
        press(Qt::Key_F12);
        QTRY_VERIFY(said.constLast().constFirst().toString().contains("No definition"_L1));
        view().goToFile(0);
        press(Qt::Key_F12);
        QCOMPARE(failed.count(), 1);
    }

    // ---- out of the window

    void yCopiesThePathAndShiftYTheLink()
    {
        f->lookup.link = u"https://example.org/a#L301"_s;
        press(Qt::Key_Y);
        QCOMPARE(QApplication::clipboard()->text(), u"src/a.c"_s);
        press(Qt::Key_Y, Qt::ShiftModifier);
        QTRY_COMPARE(QApplication::clipboard()->text(), f->lookup.link);
        QCOMPARE(f->lookup.asked, QStringList{u"link src/a.c:301@c1"_s});
        press(Qt::Key_O); // the other side is the base's
        press(Qt::Key_Y, Qt::ShiftModifier);
        QCOMPARE(f->lookup.asked.constLast(), u"link src/a.c:301@ba5e"_s);
    }

    void shiftEOpensTheAttemptsFileAndOnTheBaseSideACopy()
    {
        press(Qt::Key_E, Qt::ShiftModifier);
        QCOMPARE(f->lookup.opened.first.path, "src/a.c");
        QCOMPARE(f->lookup.opened.first.line, 300);
        QCOMPARE(f->lookup.opened.first.commit, ObjectId{"c1"});
        QCOMPARE(f->lookup.opened.second, u"/work/tree"_s);
        press(Qt::Key_O);
        press(Qt::Key_E, Qt::ShiftModifier);
        QCOMPARE(f->lookup.opened.first.commit, ObjectId{"ba5e"});
        QVERIFY(f->lookup.opened.second.isEmpty());
    }

    void theChangeIsWrittenAsPatchOrPage()
    {
        QString proposed;
        f->pane->errands()->setFileChooser(
            [&](QWidget *, const QString &, const QString &name, const std::function<void(const QString &)> &chosen) {
                proposed = name;
                chosen(u"/tmp/"_s + name);
            });
        press(Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(proposed.endsWith(".patch"_L1));
        QVERIFY(!f->lookup.exported.html);
        QCOMPARE(f->lookup.exported.entries.size(), 2);
        QCOMPARE(f->lookup.exported.from, ObjectId{"ba5e"});
        press(Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(f->lookup.exported.html);
        QCOMPARE(f->lookup.exported.fileName, u"/tmp/"_s + proposed);
        QVERIFY(proposed.endsWith(".html"_L1));
    }

    void withoutARepositoryItIsSaid()
    {
        f->pane->setLookup(nullptr);
        QSignalSpy failed(f->pane.get(), &ReviewPane::failed);
        for (const auto &[key, modifiers] : {std::pair(Qt::Key_F12, Qt::KeyboardModifiers()),
                                             std::pair(Qt::Key_Y, Qt::KeyboardModifiers(Qt::ShiftModifier)),
                                             std::pair(Qt::Key_E, Qt::KeyboardModifiers(Qt::ShiftModifier))})
            press(key, modifiers);
        QCOMPARE(failed.count(), 3);
        press(Qt::Key_A);
        QVERIFY(!view().showsAuthors());
    }
};

QTEST_MAIN(TestDiffContext)
#include "tst_diffcontext.moc"
