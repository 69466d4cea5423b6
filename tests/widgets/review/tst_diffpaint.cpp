// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is on the screen after scrolling, which moves pixels and paints only what is new, and after colours came, which
// paints only the text that has them, beside the same rows painted afresh.

#include "highlight/highlighter.h"
#include "widgets/review/diffview.h"
#include "widgets/review/realchange.h"

#include <QApplication>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

/** Code with words of all colours, tabs, long lines, comments over many lines and signs of other scripts. */
QByteArray code(int lines, const QByteArray &name)
{
    QByteArray text = "// " + name + "\n#include <vector>\n";
    for (int i = 0; i < lines; ++i) {
        const QByteArray n = QByteArray::number(i);
        switch (i % 9) {
        case 0: text += "int " + name + n + "(const char *text, int count) // reads it \xe2\x82\xac\n"; break;
        case 2: text += "\tif (count > " + n + ")\n"; break;
        case 3: text += "\t\treturn \"" + QByteArray(i % 4 * 45, 'x') + "\" + '" + n.right(1) + "';\n"; break;
        case 4: text += "/* begins here\n"; break;
        case 5: text += "   and ends */ static const auto value = 0x" + n + "; \xe6\xbc\xa2\xe5\xad\x97\n"; break;
        case 7: text += "\n"; break;
        default: text += "    for (auto each : std::vector<int>{" + n + ", 2, 3}) { use(each); }\n";
        }
    }
    return text;
}

test::Change manyFiles()
{
    std::vector<diff::FileDiffPtr> files;
    for (int i = 0; i < 6; ++i) {
        const QByteArray name = "part" + QByteArray::number(i);
        const QByteArray before = i == 3 ? QByteArray() : code(120 + 40 * i, name);
        QByteArray after = i == 3 ? code(30, name) : before;
        for (int k = 5; k < 200; k += 17)
            after.replace("{" + QByteArray::number(k) + ",", "{changed" + QByteArray::number(k * k) + ",");
        after.replace("return \"xxxxx", "throw \"yy");
        files.push_back(test::fileChange("src/" + name + ".cpp", before, after));
    }
    return test::changeOf(files);
}

} // namespace

class TestDiffPaint : public QObject
{
    Q_OBJECT

    std::unique_ptr<highlight::Highlighter> m_highlighter;
    std::unique_ptr<DiffView> m_view;

    static QImage asShown(const QPixmap &pixmap) { return pixmap.toImage().convertToFormat(QImage::Format_RGB32); }

    /** Of the viewport. */
    QImage onScreen() const
    {
        const QPixmap window = m_view->screen()->grabWindow(m_view->winId());
        const QRect area = m_view->viewport()->geometry();
        const qreal ratio = m_view->devicePixelRatioF();
        QImage image =
            asShown(window.copy(QRectF(QPointF(area.topLeft()) * ratio, QSizeF(area.size()) * ratio).toRect()));
        image.setDevicePixelRatio(ratio);
        return image;
    }

    void wheel(int delta)
    {
        QWidget *viewport = m_view->viewport();
        QWheelEvent event(QPointF(90, 90), viewport->mapToGlobal(QPointF(90, 90)), {}, {0, delta}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(viewport, &event);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_view.reset();
        m_highlighter.reset();
    }

    void theScreenShowsWhatAFreshPaintShows_data()
    {
        QTest::addColumn<DiffView::Mode>("mode");
        QTest::addColumn<bool>("wraps");
        QTest::addColumn<int>("scrolledX");
        QTest::newRow("side by side") << DiffView::Mode::SideBySide << false << 0;
        QTest::newRow("side by side, scrolled to the right") << DiffView::Mode::SideBySide << false << 37;
        QTest::newRow("side by side, wrapped") << DiffView::Mode::SideBySide << true << 0;
        QTest::newRow("unified") << DiffView::Mode::Unified << false << 0;
        QTest::newRow("unified, wrapped") << DiffView::Mode::Unified << true << 0;
    }

    void theScreenShowsWhatAFreshPaintShows()
    {
        QFETCH(DiffView::Mode, mode);
        QFETCH(bool, wraps);
        QFETCH(int, scrolledX);
        const test::Change change = manyFiles();
        m_highlighter = std::make_unique<highlight::Highlighter>();
        QSignalSpy colours(m_highlighter.get(), &highlight::Highlighter::blockReady);
        m_view = std::make_unique<DiffView>();
        m_view->setMode(mode);
        m_view->setWrap(wraps);
        m_view->resize(900, 500);
        m_view->show();
        while (!QTest::qWaitForWindowExposed(m_view.get())) { }
        m_view->begin(change.entries);
        for (int i = 0; i < int(change.files.size()); ++i)
            m_view->setFile(i, change.files[size_t(i)]);
        QTRY_VERIFY(!m_view->scene().isStale(m_view->scene().fileCount() - 1));
        m_view->horizontalScrollBar()->setValue(scrolledX);
        QTRY_COMPARE(onScreen(), asShown(m_view->viewport()->grab()));
        const QImage plain = onScreen();
        m_view->setHighlighter(m_highlighter.get());
        QTRY_VERIFY(!colours.isEmpty());
        QTRY_COMPARE(onScreen(), asShown(m_view->viewport()->grab()));
        QVERIFY(onScreen() != plain);
        QScrollBar *bar = m_view->verticalScrollBar();
        for (int step = 0; step < 60; ++step) {
            if (step % 12 == 11)
                bar->setValue(bar->maximum() / 60 * step);
            else
                wheel(step % 5 == 4 ? 120 : step % 7 == 6 ? -17 : -120);
            QTRY_COMPARE(onScreen(), asShown(m_view->viewport()->grab()));
        }
        QVERIFY(colours.size() > 4);
    }
};

QTEST_MAIN(TestDiffPaint)
#include "tst_diffpaint.moc"
