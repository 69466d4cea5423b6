// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/firstpart.h"
#include "diff/interdiff.h"
#include "review/readledger.h"
#include "widgets/review/commenteditor.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/diffview.h"
#include "widgets/review/readingplace.h"
#include "widgets/review/realchange.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace docket;
using namespace Qt::StringLiterals;
using diff::Side;

namespace {

QByteArray numbered(int first, int last, const QByteArray &word = "line")
{
    QByteArray text;
    for (int i = first; i <= last; ++i)
        text += word + ' ' + QByteArray::number(i) + '\n';
    return text;
}

/** Two files: changes at lines 21 and 61 of the first, a new second one. */
test::Change twoFiles()
{
    const QByteArray before = numbered(1, 100);
    QByteArray after = before;
    after.replace("line 21\n", "line twenty-one\n");
    after.replace("line 61\n", "line 61\nextra\n");
    return test::changeOf({test::fileChange("src/a.txt", before, after),
                           test::fileChange("src/b.txt", QByteArray(), "new one\nnew two\n")});
}

/** The state of the rows when the surface was painted last. */
class PaintedRevision : public QObject
{
public:
    explicit PaintedRevision(DiffView &view) : m_view(view) { view.viewport()->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            revision = m_view.scene().revision();
        return false;
    }
    quint64 revision = 0;

private:
    DiffView &m_view;
};

/** How often the surface got another size. */
class CountedResizes : public QObject
{
public:
    explicit CountedResizes(DiffView &view) { view.viewport()->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Resize;
        return false;
    }
    int count = 0;
};

} // namespace

class TestDiffView : public QObject
{
    Q_OBJECT

    std::unique_ptr<DiffView> m_view;

    DiffView &open(const test::Change &change, DiffView::Mode mode = DiffView::Mode::SideBySide,
                   const QSize &size = {1200, 600})
    {
        m_view = std::make_unique<DiffView>();
        m_view->setMode(mode);
        m_view->resize(size);
        m_view->show();
        m_view->begin(change.entries);
        for (int i = 0; i < int(change.files.size()); ++i)
            m_view->setFile(i, change.files[size_t(i)]);
        while (!QTest::qWaitForWindowExposed(m_view.get())) { }
        m_view->setFocus();
        settle();
        return *m_view;
    }

    void settle()
    {
        QTRY_VERIFY(!m_view->scene().isStale(m_view->scene().fileCount() - 1));
        QCoreApplication::processEvents();
    }

    TextPlace here() const { return m_view->caret(); }
    QPoint pointOf(const TextPlace &place) const
    {
        return m_view->placeRect(place).center() - QPoint(m_view->placeRect(place).width() / 2 - 1, 0);
    }

private Q_SLOTS:
    void cleanup() { m_view.reset(); }

    void keysGoFromChangeToChangeAcrossFiles()
    {
        DiffView &view = open(twoFiles());
        QTest::keyClick(&view, Qt::Key_F7);
        QCOMPARE(here().line, 20);
        QTest::keyClick(&view, Qt::Key_N);
        QCOMPARE(here().line, 61);
        QTest::keyClick(&view, Qt::Key_N);
        QCOMPARE(here().file, 1);
        QCOMPARE(here().line, 0);
        QTest::keyClick(&view, Qt::Key_P);
        QTest::keyClick(&view, Qt::Key_F7, Qt::ShiftModifier);
        QCOMPARE(here(), (TextPlace{0, Side::Right, 20, 0}));
        QVERIFY(!view.rowRect(view.caretRow()).isEmpty());
    }

    void theFileThatAReaderWaitsForIsPaintedBeforeTheOnesBehindIt()
    {
        const test::Change change = twoFiles();
        DiffView &view = open(change);
        view.begin(change.entries);
        settle();
        const PaintedRevision painted(view);
        view.setFile(0, change.files[0]); // and not when all that arrived with it was handled
        QVERIFY(!view.scene().isStale(0));
        QCOMPARE(painted.revision, view.scene().revision());
        view.setFile(1, change.files[1]);
        QVERIFY(view.scene().isStale(1));
    }

    void aPartOfAFileIsReplacedByTheWholeWhereItIsRead()
    {
        const QByteArray lines = numbered(1, 40'000);
        const diff::FileEntry entry = test::fileChange("big.txt", "1\n" + lines, "2\n" + lines)->entry();
        const QByteArray before = "one\n" + lines + "end\n", after = "two\n" + lines + "other end\n";
        const diff::FileDiffPtr part = diff::computeFirstPart(entry, before, after);
        const diff::FileDiffPtr whole = diff::computeFileDiff(entry, before, after);
        QVERIFY(part);
        DiffView &view = open(test::changeOf({part}));
        const auto text = [&view] { return view.visibleText(); };
        QVERIFY2(text().contains(u"Not compared yet"_s), qPrintable(text()));
        QVERIFY(!text().contains(u"added"_s)); // the part's counts are nobody's
        QTest::keyClick(&view, Qt::Key_F7);
        const TextPlace place = here();
        QCOMPARE(place.line, 0);
        view.setFile(0, whole);
        settle();
        QTRY_VERIFY(!text().contains(u"Not compared yet"_s));
        QCOMPARE(here(), place);
        QTest::keyClick(&view, Qt::Key_F7);
        QCOMPARE(here().line, 40'001);
    }

    void keysGoByLineAndByFile()
    {
        DiffView &view = open(twoFiles());
        QTest::keyClick(&view, Qt::Key_BracketRight);
        QCOMPARE(view.caretRow(), (RowPlace{1, 0}));
        QTest::keyClick(&view, Qt::Key_J);
        QCOMPARE(here(), (TextPlace{1, Side::Right, 0, 0}));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(here().line, 1);
        QTest::keyClick(&view, Qt::Key_K);
        QCOMPARE(here().line, 0);
        QTest::keyClick(&view, Qt::Key_BracketLeft);
        QCOMPARE(view.caretRow(), (RowPlace{1, 0})); // first to the top of the file in hand
        QTest::keyClick(&view, Qt::Key_BracketLeft);
        QCOMPARE(view.caretRow(), (RowPlace{0, 0}));
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(view.caretRow().file, 1);
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(view.caretRow(), (RowPlace{0, 0}));
    }

    void theFileInHandIsThatOfTheCaret()
    {
        // All of it can be seen, so nothing scrolls to the top.
        DiffView &view =
            open(test::changeOf({test::fileChange("a", "1\n", "2\n"), test::fileChange("b", "1\n", "2\n")}));
        QSignalSpy current(&view, &DiffView::currentFileChanged);
        view.goToFile(1);
        QTRY_COMPARE(current.size(), 1);
        QCOMPARE(current[0][0].toInt(), 1);
        QTest::keyClick(&view, Qt::Key_P);
        QTRY_COMPARE(current.size(), 2);
        QCOMPARE(current[1][0].toInt(), 0);
    }

    void theCaretMovesByLettersWordsAndSides()
    {
        DiffView &view = open(twoFiles());
        view.nextChange(1);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(here().byte, 1);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(here().byte, 5);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(here().byte, 15);
        QTest::keyClick(&view, Qt::Key_O);
        QCOMPARE(here(), (TextPlace{0, Side::Left, 20, 7}));
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(here().byte, 0);
    }

    void xUnfoldsAndFolds()
    {
        DiffView &view = open(twoFiles());
        const int folded = view.scene().rowCount(0);
        QTest::keyClick(&view, Qt::Key_J); // the first fold
        QVERIFY(view.visibleText().contains(u"17 unchanged"_s));
        QTest::keyClick(&view, Qt::Key_X);
        QCOMPARE(view.scene().rowCount(0), folded + 16);
        QCOMPARE(here().line, 0);
        QTest::keyClick(&view, Qt::Key_X); // on a line: the whole file
        QVERIFY(view.scene().isWholeFile(0));
        QCOMPARE(here().line, 0);
        view.goToFile(0);
        QTest::keyClick(&view, Qt::Key_X); // on the header: the file itself
        QVERIFY(view.scene().isCollapsed(0));
        QCOMPARE(view.scene().rowCount(0), 1);
    }

    void aClickOnAFoldsArrowShowsTwentyLines()
    {
        DiffView &view = open(twoFiles());
        int fold = 0;
        while (view.scene().row({0, fold}).kind != diff::RowKind::Fold || view.scene().row({0, fold}).left == 0)
            ++fold;
        const quint32 hidden = view.scene().row({0, fold}).extra;
        const QRect rect = view.rowRect({0, fold});
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(10, rect.center().y()));
        QCOMPARE(hidden, 34u);
        QTRY_COMPARE(view.scene().row({0, fold + 20}).kind, diff::RowKind::Fold);
        QCOMPARE(view.scene().row({0, fold + 20}).extra, hidden - 20);
    }

    void theModeChangesAndTheLineStaysWhereItIs()
    {
        DiffView &view = open(twoFiles(), DiffView::Mode::SideBySide, {1200, 300});
        view.goTo({0, Side::Right, 61, 0});
        const int y = view.placeRect(here()).top();
        QTest::keyClick(&view, Qt::Key_S);
        QVERIFY(view.isUnified());
        settle();
        QCOMPARE(here(), (TextPlace{0, Side::Right, 61, 0}));
        QCOMPARE(view.placeRect(here()).top(), y);
        QTest::keyClick(&view, Qt::Key_S);
        settle();
        QVERIFY(!view.isUnified());
        QCOMPARE(view.placeRect(here()).top(), y);
    }

    void theAutomaticModeFollowsTheWidth()
    {
        DiffView &view = open(twoFiles(), DiffView::Mode::Automatic, {1500, 600});
        QVERIFY(!view.isUnified());
        view.resize(700, 600);
        QTRY_VERIFY(view.isUnified());
        view.resize(1500, 600);
        QTRY_VERIFY(!view.isUnified());
    }

    void aSelectionBelongsToOneSideAndIsCopiedWithoutTheGutter()
    {
        DiffView &view = open(twoFiles());
        view.goTo({0, Side::Left, 20, 0});
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Left, 19, 2}));
        QTest::mouseMove(view.viewport(),
                         pointOf({0, Side::Left, 21, 4}) + QPoint(700, 0)); // wanders to the other side
        QTest::mouseMove(view.viewport(), pointOf({0, Side::Left, 21, 4}));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Left, 21, 4}));
        QCOMPARE(view.selectedText(), u"ne 20\nline 21\nline"_s);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"ne 20\nline 21\nline"_s);
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(view.selectedText().isEmpty());
    }

    void aUnifiedSelectionHasBothSidesInTheOrderOfReading()
    {
        DiffView &view = open(twoFiles(), DiffView::Mode::Unified);
        view.goTo({0, Side::Right, 19, 0});
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(view.selectedText(), u"line 20\nline 21\nline twenty-one"_s);
    }

    void aDoubleClickSelectsTheWord()
    {
        DiffView &view = open(twoFiles());
        view.goTo({0, Side::Right, 20, 0});
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Right, 20, 7}));
        QCOMPARE(view.selectedText(), u"twenty"_s);
    }

    void aDragBelowTheEdgeScrollsOn()
    {
        DiffView &view = open(test::changeOf({test::fileChange("a", QByteArray(), numbered(1, 300))}),
                              DiffView::Mode::SideBySide, {1000, 300});
        view.goTo({0, Side::Right, 0, 0});
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Right, 0, 0}));
        QTest::mouseMove(view.viewport(), QPoint(700, 360));
        QTRY_VERIFY(view.verticalScrollBar()->value() > 200);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, QPoint(700, 290));
        QVERIFY(view.selectedText().count(u'\n') > 15);
    }

    void aDragBeyondTheSideScrollsAcross()
    {
        DiffView &view = open(test::changeOf({test::fileChange("a", "short\n", QByteArray(900, 'x') + "\nend\n")}),
                              DiffView::Mode::SideBySide, {900, 300});
        view.goTo({0, Side::Right, 0, 0});
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Right, 0, 3}));
        QTest::mouseMove(view.viewport(), QPoint(960, pointOf({0, Side::Right, 0, 3}).y()));
        QTRY_VERIFY(view.horizontalScrollBar()->value() > 400);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, QPoint(880, pointOf({0, Side::Right, 0, 3}).y()));
        QVERIFY(view.selectedText().size() > 60);
        QCOMPARE(view.selectedText(), QString(view.selectedText().size(), u'x'));
        const int scrolled = view.horizontalScrollBar()->value();
        QTest::mouseMove(view.viewport(), QPoint(100, 100)); // the button is up: nothing follows any more
        QCOMPARE(view.horizontalScrollBar()->value(), scrolled);
    }

    void theUnifiedModeHasACaretADragAndAWord()
    {
        DiffView &view = open(twoFiles(), DiffView::Mode::Unified);
        view.goTo({0, Side::Right, 20, 0});
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Left, 20, 3}));
        QCOMPARE(here(), (TextPlace{0, Side::Left, 20, 3}));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(here(), (TextPlace{0, Side::Right, 20, 3})); // the added line below the removed one
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Left, 20, 5}));
        QTest::mouseMove(view.viewport(), pointOf({0, Side::Right, 20, 4}));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Right, 20, 4}));
        QCOMPARE(view.selectedText(), u"21\nline"_s);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, pointOf({0, Side::Right, 20, 7}));
        QCOMPARE(view.selectedText(), u"twenty"_s);
        QCOMPARE(view.wordAtCaret(), u"twenty"_s);
    }

    void pointerAndCaretAgreeInWrappedLines()
    {
        QByteArray words;
        for (int i = 0; i < 60; ++i)
            words += "word" + QByteArray::number(i) + ' ';
        DiffView &view = open(test::changeOf({test::fileChange("a", "short\n", words + "\nend\n")}),
                              DiffView::Mode::Unified, {600, 400});
        QTest::keyClick(&view, Qt::Key_W);
        settle();
        for (const QByteArray &word : {QByteArray("word3 "), QByteArray("word25 "), QByteArray("word59 ")}) {
            const TextPlace place{0, Side::Right, 0, int(words.indexOf(word))};
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, pointOf(place));
            QCOMPARE(here(), place);
            const TextPlace end{0, Side::Right, 0, place.byte + int(word.size()) - 2};
            QCOMPARE(view.placeRect(end).top(), view.placeRect(place).top()); // a word is never cut
        }
    }

    void movesThatComeLaterArePaintedAtOnce()
    {
        QByteArray block;
        for (int i = 0; i < 6; ++i)
            block += "    distinctive_statement_number_" + QByteArray::number(i) + "(argument);\n";
        const test::Change change =
            test::changeOf({test::fileChange("a.c", block + numbered(1, 30), numbered(1, 30) + block)});
        DiffView &view = open(change);
        PaintedRevision painted(view);
        view.setMoves(diff::findMoves(change.files));
        settle();
        QCOMPARE(view.scene().row({0, 1}).leftClass, diff::LineClass::MovedFrom);
        QTRY_COMPARE(painted.revision, view.scene().revision()); // what is on the screen is what is laid out
    }

    void whatCameWithTheBaseIsQuietAndNoChangeToStopAt()
    {
        const QByteArray oldBase = numbered(1, 40);
        const QByteArray newBase = QByteArray(oldBase).replace("line 5\n", "of the base\n");
        const QByteArray oldVersion = QByteArray(oldBase).replace("line 30\n", "first try\n");
        const QByteArray newVersion = QByteArray(newBase).replace("line 30\n", "second try\n");
        test::Change change = test::changeOf({test::fileChange("a.txt", oldVersion, newVersion)});
        change.files[0] = diff::computeInterdiff(change.entries[0], {oldBase, oldVersion, newBase, newVersion});
        DiffView &view = open(change);
        QTest::keyClick(&view, Qt::Key_F7);
        QCOMPARE(here().line, 29);
        QVERIFY(view.visibleText().contains(u"of the base. Came with the new base"_s));
        const QImage image = view.viewport()->grab().toImage();
        const auto barAt = [&](int line) {
            return image.pixelColor(view.rowRect(view.scene().rowOf(0, Side::Left, line)).topLeft() + QPoint(1, 5));
        };
        QCOMPARE(barAt(4), view.theme().tint(ThemeColors::Quiet).bar);
        QCOMPARE(barAt(29), view.theme().tint(ThemeColors::Removed).bar);
    }

    void theLabelOfAMovedBlockHidesNoCode()
    {
        const QByteArray block = "int moved_function(int first, int second, int third, int fourth, int "
                                 "fifth_argument)\n{\n    return first;\n}\n";
        const test::Change change =
            test::changeOf({test::fileChange("a.txt", block + numbered(1, 40), numbered(1, 40) + block)});
        DiffView &view = open(change, DiffView::Mode::SideBySide, {1100, 600});
        view.setMoves(diff::findMoves(change.files));
        settle();
        const auto clickAtEnd = [&](int line) {
            const QRect row = view.rowRect(view.scene().rowOf(0, Side::Left, line));
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                              {view.viewport()->width() / 2 - 30, row.center().y()});
            QCoreApplication::processEvents();
        };
        clickAtEnd(0); // the text of the first line goes up to the edge
        QCOMPARE(here().side, Side::Left);
        clickAtEnd(1);
        QCOMPARE(here(), (TextPlace{0, Side::Right, 40, 0}));
    }

    void theBoxOfAHunkLiesOnNoLetter_data()
    {
        QTest::addColumn<DiffView::Mode>("mode");
        QTest::newRow("side by side") << DiffView::Mode::SideBySide;
        QTest::newRow("unified") << DiffView::Mode::Unified;
    }
    void theBoxOfAHunkLiesOnNoLetter()
    {
        QFETCH(const DiffView::Mode, mode);
        const test::Change change =
            test::changeOf({test::fileChange("a.txt", "one\n", "one\n" + QByteArray(400, 'W') + "\n")});
        DiffView &view = open(change, mode, {700, 300});
        review::ReadLedger ledger;
        ledger.begin(change.entries);
        ledger.setParts(0, review::readParts(*change.files[0]));
        view.setLedger(ledger);
        view.goTo({0, Side::Right, 1, 0}); // whoever is there sees the box
        settle();
        const int height = view.scene().style().metrics.row;
        const auto room = [&] { // between the text and the box
            const QRect row = view.rowRect(view.scene().rowOf(0, Side::Right, 1));
            const QImage all = view.viewport()->grab(row).toImage();
            const qreal ratio = all.devicePixelRatio();
            const QRectF gap(row.width() - SurfaceColumns::MarkRoom + 1, 2, 3, height - 5);
            return all.copy(QRectF(gap.topLeft() * ratio, gap.size() * ratio).toRect());
        };
        QImage ground = room();
        ground.fill(view.theme().tint(ThemeColors::Added).row);
        QCOMPARE(room(), ground);

        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum());
        const int box = view.viewport()->width() - SurfaceColumns::MarkRoom;
        QVERIFY(view.placeRect({0, Side::Right, 1, 399}).right() < box);

        view.setWrap(true);
        settle();
        QVERIFY(view.scene().wrappedLines(view.scene().rowOf(0, Side::Right, 1)) > 1);
        const int top = view.placeRect({0, Side::Right, 1, 0}).top();
        for (int byte = 0; view.placeRect({0, Side::Right, 1, byte}).top() == top; ++byte)
            QVERIFY(view.placeRect({0, Side::Right, 1, byte}).right() < box);
    }

    void cWritesACommentOnTheLine()
    {
        DiffView &view = open(twoFiles());
        QSignalSpy saved(&view, &DiffView::commentSaved);
        view.nextChange(1);
        QTest::keyClick(&view, Qt::Key_C);
        QVERIFY(view.editor());
        auto *text = view.editor()->findChild<QPlainTextEdit *>();
        QTRY_VERIFY(text->hasFocus());
        view.editor()->findChild<QComboBox *>()->setCurrentIndex(0);
        QTest::keyClicks(text, u"Why a word? nsxv"_s); // keys of the view do nothing here
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(saved.size(), 1);
        const auto comment = saved[0][0].value<review::Comment>();
        QCOMPARE(comment.body, u"Why a word? nsxv"_s);
        QCOMPARE(comment.severity, review::Severity::Must);
        QCOMPARE(comment.anchor.path, QByteArray("src/a.txt"));
        QCOMPARE(comment.anchor.side, Side::Right);
        QCOMPARE(comment.anchor.firstLine, 20);
        QCOMPARE(comment.anchor.snippet, u"line twenty-one"_s);
        QVERIFY(!view.editor());
        QVERIFY(view.hasFocus());
    }

    void aDragInTheGutterCommentsTheRange()
    {
        DiffView &view = open(twoFiles());
        QSignalSpy saved(&view, &DiffView::commentSaved);
        view.goTo({0, Side::Right, 20, 0});
        const int x = view.placeRect({0, Side::Right, 20, 0}).left() - 25;
        QTest::mousePress(view.viewport(), Qt::LeftButton, {},
                          QPoint(x, view.placeRect({0, Side::Right, 18, 0}).center().y()));
        QTest::mouseMove(view.viewport(), QPoint(x, view.placeRect({0, Side::Right, 22, 0}).center().y()));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {},
                            QPoint(x, view.placeRect({0, Side::Right, 22, 0}).center().y()));
        QVERIFY(view.editor());
        QTest::keyClicks(view.editor()->findChild<QPlainTextEdit *>(), u"All of this"_s);
        QTest::keyClick(view.editor()->findChild<QPlainTextEdit *>(), Qt::Key_Enter, Qt::ControlModifier);
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved[0][0].value<review::Comment>().anchor.firstLine, 18);
        QCOMPARE(saved[0][0].value<review::Comment>().anchor.lastLine, 22);
    }

    void whatIsBeingWrittenIsNeverThrownAway()
    {
        DiffView &view = open(twoFiles());
        view.nextChange(1);
        view.writeComment();
        QTest::keyClicks(view.editor()->findChild<QPlainTextEdit *>(), u"Half a thought"_s);
        CommentEditor *editor = view.editor();
        view.writeFileComment(1);
        QCOMPARE(view.editor(), editor);
        view.begin(twoFiles().entries); // another comparison arrives
        QCOMPARE(view.editor(), editor);
        QVERIFY(editor->hasText());
        QTest::keyClick(editor->findChild<QPlainTextEdit *>(), Qt::Key_Escape);
        QCOMPARE(view.editor(), editor); // one key too many
        QVERIFY(editor->findChild<QLabel *>(u"commentHint"_s)->text().contains(u"again"_s));
        QTest::keyClick(editor->findChild<QPlainTextEdit *>(), Qt::Key_Escape);
        QVERIFY(!view.editor());
    }

    void aThreadStandsBelowItsLineAndItsButtonsWork()
    {
        DiffView &view = open(twoFiles());
        review::Comment comment;
        comment.id = {7};
        comment.anchor = review::makeAnchor(*view.scene().file(0), Side::Right, 20, 20);
        comment.body = u"Not \u202eok"_s;
        comment.severity = review::Severity::Question;
        const int before = int(view.scene().geometry().totalHeight());
        view.setComments({comment});
        QVERIFY(view.scene().geometry().totalHeight() > before + 40);
        QVERIFY(view.visibleText().contains(u"Not [U+202E]ok"_s));
        view.goTo({0, Side::Right, 20, 0});
        QSignalSpy saved(&view, &DiffView::commentSaved);
        QSignalSpy deleted(&view, &DiffView::commentDeleted);
        QTest::keyClick(&view, Qt::Key_R, Qt::ShiftModifier);
        QCOMPARE(saved.size(), 1);
        QVERIFY(saved[0][0].value<review::Comment>().resolved);
        QTest::keyClick(&view, Qt::Key_R);
        QVERIFY(view.editor());
        QTest::keyClicks(view.editor()->findChild<QPlainTextEdit *>(), u"Answer"_s);
        QTest::keyClick(view.editor()->findChild<QPlainTextEdit *>(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(saved[1][0].value<review::Comment>().replyTo, CommentId{7});
        QTest::keyClick(&view, Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(deleted.size(), 1);
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_Period);
        QCOMPARE(here().line, 20);
    }

    void noCommentIsEverWithoutAPlace()
    {
        DiffView &view = open(twoFiles());
        review::Comment folded;
        folded.id = {1};
        folded.anchor = review::makeAnchor(*view.scene().file(0), Side::Right, 2, 2);
        folded.body = u"in a fold"_s;
        review::Comment gone;
        gone.id = {2};
        gone.anchor.path = "not/here.txt";
        gone.anchor.firstLine = gone.anchor.lastLine = 4;
        gone.body = u"of a file that is not compared"_s;
        review::Comment whole;
        whole.id = {3};
        whole.anchor = review::makeFileAnchor(view.scene().document().entry(1));
        whole.body = u"on the file"_s;
        review::Comment orphan;
        orphan.id = {4};
        orphan.replyTo = {99};
        orphan.anchor = folded.anchor;
        orphan.body = u"a reply without its thread"_s;
        view.setComments({folded, gone, whole, orphan});
        QCOMPARE(view.scene().hangingAtTop().size(), size_t(1));
        QCOMPARE(view.scene().hangingAt({0, 1}).size(), size_t(2));
        QCOMPARE(view.scene().hangingAt({1, 0}).size(), size_t(1));
        view.goToFile(0);
        view.toggleFold(); // collapsed: what hung inside hangs at the header
        QCOMPARE(view.scene().hangingAt({0, 0}).size(), size_t(2));
    }

    void vAsksForTheMarkAndAViewedFileCloses()
    {
        DiffView &view = open(twoFiles());
        QSignalSpy toggled(&view, &DiffView::viewedToggled);
        QTest::keyClick(&view, Qt::Key_V);
        QCOMPARE(toggled.size(), 1);
        QCOMPARE(toggled[0][0].toInt(), 0);
        QVERIFY(toggled[0][1].toBool());
        QVERIFY(!view.scene().isViewed(0)); // only what comes back counts
        review::ReadLedger ledger;
        ledger.begin(view.scene().document().entries());
        ledger.markFile(0, true);
        view.setLedger(ledger);
        QVERIFY(view.scene().isViewed(0));
        QCOMPARE(view.scene().rowCount(0), 1);
        const QRect header = view.rowRect({1, 0});
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(header.right() - 40, header.center().y()));
        QCOMPARE(toggled.size(), 2);
        QCOMPARE(toggled[1][0].toInt(), 1);
    }

    void aHitInAFoldIsUnfolded()
    {
        DiffView &view = open(twoFiles());
        QSignalSpy finished(view.search(), &DiffSearch::finished);
        view.search()->start({u"line 5"_s, false, true}, view.scene().document().files());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(view.search()->hits().count(), 11);
        QTest::keyClick(&view, Qt::Key_F3);
        QCOMPARE(here(), (TextPlace{0, Side::Right, 4, 0}));
        QVERIFY(!view.placeRect(here()).isEmpty());
        QTest::keyClick(&view, Qt::Key_F3);
        QCOMPARE(here().line, 49);
        QTest::keyClick(&view, Qt::Key_F3, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(here().line, 58); // around the start
    }

    void scrollingByPiecesPaintsWhatPaintingAllPaints()
    {
        DiffView &view =
            open(test::changeOf({test::fileChange("a.cpp", numbered(1, 400), numbered(1, 200) + numbered(250, 500)),
                                 test::fileChange("b.cpp", numbered(1, 50), numbered(10, 80))}),
                 DiffView::Mode::SideBySide, {900, 400});
        view.setWholeFiles(true);
        settle();
        view.repaint();
        for (const int delta : {-120, -240, -960, 360, -4800, 120, -120}) {
            QWheelEvent wheel(QPointF(200, 200), view.viewport()->mapToGlobal(QPointF(200, 200)), {}, {0, delta},
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(view.viewport(), &wheel);
            QCoreApplication::processEvents();
            const QImage scrolled = view.screen()->grabWindow(view.winId()).toImage();
            view.viewport()->update();
            QCoreApplication::processEvents();
            const QImage painted = view.screen()->grabWindow(view.winId()).toImage();
            QVERIFY(!scrolled.isNull());
            QVERIFY2(scrolled == painted, qPrintable(QString::number(delta)));
        }
    }

    void colourSignAndBarTellTheKindOfARow()
    {
        DiffView &view = open(twoFiles());
        view.goTo({0, Side::Right, 62, 0});
        const QImage image = view.viewport()->grab().toImage();
        const QRect added = view.placeRect({0, Side::Right, 61, 0});
        const auto at = [&](int x, int y) { return image.pixelColor(x, y); };
        QCOMPARE(at(view.viewport()->width() - 20, added.center().y()), view.theme().tint(ThemeColors::Added).row);
        QCOMPARE(at(view.viewport()->width() / 2 + 1, added.center().y()), view.theme().tint(ThemeColors::Added).bar);
        QCOMPARE(at(300, added.center().y()), view.theme().absent);
        QCOMPARE(at(300, added.center().y() - added.height()), view.theme().base);
    }

    void dangerousCharactersAreBoxesAndNeverWork()
    {
        DiffView &view =
            open(test::changeOf({test::fileChange("a.c", "x\n", "/* \xe2\x80\xae } if (admin) \xe2\x81\xa6 */\n")}));
        view.goTo({0, Side::Right, 0, 0});
        const QImage image = view.viewport()->grab().toImage();
        const QRect start = view.placeRect({0, Side::Right, 0, 3});
        const QRect after = view.placeRect({0, Side::Right, 0, 6});
        QCOMPARE((after.left() - start.left()) / start.width(), 7);
        QCOMPARE(image.pixelColor(start.left() + 4, start.top() + start.height() / 4), view.theme().warnBack);
        QVERIFY(view.placeRect({0, Side::Right, 0, 9}).left() > after.left()); // what follows still runs to the right
    }

    void aLineOfFiveMegabytesIsPaintedWhereTheWindowIs()
    {
        QByteArray line(5'000'000, 'x');
        line.replace(4'000'000, 6, "needle");
        DiffView &view = open(test::changeOf({test::fileChange("min.js", "var a\n", "var a = '" + line + "'\n")}),
                              DiffView::Mode::Unified);
        QSignalSpy finished(view.search(), &DiffSearch::finished);
        view.search()->start({u"needle"_s}, view.scene().document().files());
        QTRY_COMPARE(finished.size(), 1);
        view.nextHit(1);
        QCOMPARE(here().byte, 4'000'009);
        QVERIFY(view.viewport()->rect().contains(view.placeRect(here())));
        QVERIFY(view.horizontalScrollBar()->value() > 1'000'000);
        QVERIFY(view.visibleText().size() < 10'000); // nobody reads megabytes aloud
        QVERIFY(!view.viewport()->grab().isNull());
        view.setWrap(true);
        settle();
        view.goTo(here());
        QVERIFY(view.scene().wrappedLines(view.caretRow()) > 10'000);
        QVERIFY(!view.viewport()->grab().isNull());
    }

    void aWrappedLineTakesTheRowsItNeeds()
    {
        DiffView &view =
            open(test::changeOf({test::fileChange("a", "short\n", "short\n" + QByteArray(300, 'y') + "\nend\n")}),
                 DiffView::Mode::Unified, {600, 400});
        QCOMPARE(view.scene().wrappedLines(view.scene().rows().rowCount() > 2 ? RowPlace{0, 2} : RowPlace{0, 0}), 1);
        const qint64 before = view.scene().geometry().totalHeight();
        QTest::keyClick(&view, Qt::Key_W);
        settle();
        const int lines = view.scene().wrappedLines({0, 2});
        QVERIFY(lines > 3);
        QCOMPARE(view.scene().geometry().totalHeight(), before + (lines - 1) * view.scene().style().metrics.row);
        QCOMPARE(view.horizontalScrollBar()->maximum(), 0);
        QVERIFY(view.placeRect({0, Side::Right, 1, 250}).top() > view.placeRect({0, Side::Right, 1, 0}).top());
    }

    void aBarOverTheFileThatNeedsItDoesNotComeAndGo()
    {
        DiffView &view = open(test::changeOf({test::fileChange("narrow", "a\n", "b\n"),
                                              test::fileChange("wide", "a\n", QByteArray(900, 'x') + '\n')}),
                              DiffView::Mode::SideBySide, {900, 400});
        const int wide = int(view.scene().geometry().fileTop(1));
        const int bar = view.horizontalScrollBar()->sizeHint().height();
        for (int height = wide - 2; height < wide + 2 * bar; height += 3) {
            view.setWrap(true);
            view.setWrap(false);
            view.resize(900, height);
            settle();
            CountedResizes resizes(view);
            for (int i = 0; i < 20; ++i)
                QCoreApplication::processEvents();
            QCOMPARE(resizes.count, 0);
        }
        QVERIFY(view.horizontalScrollBar()->isVisible());
        view.verticalScrollBar()->setValue(0);
        settle();
        QVERIFY(view.horizontalScrollBar()->isVisible()); // it stays while narrow files pass by
        view.begin({});
        QTRY_VERIFY(!view.horizontalScrollBar()->isVisible());
    }

    void whoeverReadsStaysWhereTheyAreWhenTheFilesAreListedAnew()
    {
        const test::Change first = twoFiles();
        const test::Change anew = test::changeOf({test::fileChange("before.txt", "", numbered(1, 200))});
        DiffView &view = open(first, DiffView::Mode::SideBySide, {1200, 300});
        QVERIFY(!ReadingPlace::of(view, first.entries)); // nobody has begun to read
        view.goTo({0, Side::Right, 60, 0});
        const int top = view.rowRect(view.caretRow()).top();
        std::vector<diff::FileEntry> entries{anew.entries[0], first.entries[0], first.entries[1]};
        const auto place = ReadingPlace::of(view, entries);
        QVERIFY(place);
        QCOMPARE(place->file(), 1);
        QVERIFY(!ReadingPlace::of(view, anew.entries));
        view.begin(entries);
        view.setFile(0, anew.files[0]);
        view.setFile(2, first.files[1]);
        view.setFile(1, first.files[0]);
        place->restore(view);
        settle();
        QCOMPARE(here(), (TextPlace{1, Side::Right, 60, 0}));
        QCOMPARE(view.rowRect(view.caretRow()).top(), top);
        view.goTo({1, Side::Right, 20, 0});
        place->restore(view);
        QCOMPARE(here().line, 20); // who goes on is not called back
    }

    void textCanBeMadeLargerAndSmaller()
    {
        DiffView &view = open(twoFiles());
        const int before = view.scene().style().metrics.row;
        QTest::keyClick(&view, Qt::Key_Plus, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(view.scene().style().metrics.row > before);
        QTest::keyClick(&view, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(view.scene().style().metrics.row, before);
    }

    void filesThatArriveLaterDoNotMoveWhatIsRead()
    {
        test::Change change = twoFiles();
        change = test::changeOf({change.files[0], test::fileChange("b", QByteArray(), numbered(1, 60))});
        m_view = std::make_unique<DiffView>();
        m_view->resize(1000, 300);
        m_view->show();
        m_view->begin(change.entries);
        m_view->setFile(1, change.files[1]);
        QTRY_VERIFY(m_view->visibleText().contains(u"line 2"_s));
        QVERIFY(m_view->visibleText().contains(u"Not compared yet"_s));
        m_view->goTo({1, Side::Right, 5, 0});
        const int y = m_view->placeRect({1, Side::Right, 5, 0}).top();
        m_view->setFile(0, change.files[0]);
        QTRY_VERIFY(m_view->scene().rowCount(0) > 10);
        QCOMPARE(m_view->placeRect({1, Side::Right, 5, 0}).top(), y);
        QCOMPARE(here(), (TextPlace{1, Side::Right, 5, 0}));
    }

    void aScreenReaderReadsRowSideAndKind()
    {
        DiffView &view = open(twoFiles());
        view.goTo({0, Side::Right, 61, 0});
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(accessible);
        QAccessibleTextInterface *text = accessible->textInterface();
        QVERIFY(text);
        int start = 0;
        int end = 0;
        const QString row = text->textAtOffset(text->cursorPosition(), QAccessible::LineBoundary, &start, &end);
        QCOMPARE(row, u"added 62: extra\n"_s);
        QCOMPARE(text->text(start, end), row);
        QCOMPARE(text->textAtOffset(start + 7, QAccessible::WordBoundary, &start, &end), u"62"_s);
        const QString all = text->text(0, text->characterCount());
        QVERIFY(all.startsWith(u"File src/a.txt, changed, 2 added, 1 removed\n"_s));
        QVERIFY(all.contains(u"changed 21, before: line 21, after: line twenty-one\n"_s));
        QVERIFY(text->characterRect(0).isValid() || view.rowRect({0, 0}).isEmpty());
        text->setCursorPosition(0);
        QCOMPARE(view.caretRow(), (RowPlace{0, 0}));
    }

    void everyActionHasAKeyATextAndAName()
    {
        DiffView &view = open(twoFiles());
        QStringList keys;
        for (const QAction *action : view.actionList()->all()) {
            QVERIFY2(!action->shortcuts().isEmpty(), qPrintable(action->objectName()));
            QVERIFY(!action->text().isEmpty());
            for (const QKeySequence &key : action->shortcuts())
                keys += key.toString();
        }
        QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), keys.size());
    }

    void nothingToShowIsSaid()
    {
        m_view = std::make_unique<DiffView>();
        m_view->setEmptyText(u"Nothing here"_s);
        m_view->resize(400, 300);
        m_view->show();
        QVERIFY(!m_view->grab().isNull());
        for (const QAction *action : m_view->actionList()->all()) {
            if (action->objectName() != "diffHelp"_L1)
                const_cast<QAction *>(action)->trigger(); // none of them may need a file
        }
        QTest::keyClick(m_view.get(), Qt::Key_PageDown);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton);
        QVERIFY(m_view->editor()); // a comment on the whole review needs none
    }
};

QTEST_MAIN(TestDiffView)
#include "tst_diffview.moc"
