// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "highlight/highlighter.h"
#include "widgets/review/commenteditor.h"
#include "widgets/review/diffaccessible.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/overviewruler.h"
#include "widgets/review/rowtext.h"

#include <QApplication>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace docket {

using diff::Side;

namespace {
constexpr int RefreshBudgetMs = 5;
constexpr int MinCellsSideBySide = 64; ///< automatic mode: narrower halves than this are no help
constexpr int RulerWidth = 15;
} // namespace

DiffView::DiffView(QWidget *parent) : QAbstractScrollArea(parent), m_painter(m_scene)
{
    DiffAccessible::install();
    setObjectName(u"diffView"_s);
    setAccessibleName(tr("Changes"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setObjectName(u"diffSurface"_s);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setAutoFillBackground(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);

    m_search = new DiffSearch(this);
    m_ruler = new OverviewRuler(m_scene, this);
    m_ruler->setHitTest([this](RowPlace row) {
        for (const Side side : {Side::Left, Side::Right}) {
            const int line = m_scene.lineAt(row, side);
            if (line < 0)
                continue;
            const auto [first, last] = m_search->hits().onLine(row.file, side, line);
            if (first < last)
                return true;
        }
        return false;
    });
    connect(m_ruler, &OverviewRuler::jumped, this, [this](qint64 y) { verticalScrollBar()->setValue(int(y - viewport()->height() / 2)); });
    connect(m_search, &DiffSearch::changed, this, [this] {
        m_currentHit = -1;
        m_ruler->invalidate();
        viewport()->update();
    });
    m_state.hits = [this](int file, Side side, int line, std::vector<Backdrop> &out) {
        const auto [first, last] = m_search->hits().onLine(file, side, line);
        for (int i = first; i < last; ++i) {
            out.push_back({m_search->hits().at(i).span, theme().found, false});
            if (i == m_currentHit)
                out.push_back({m_search->hits().at(i).span, theme().foundNow, true});
        }
    };
    m_refreshTimer.setSingleShot(true);
    connect(&m_refreshTimer, &QTimer::timeout, this, &DiffView::refreshStep);
    m_publishTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &DiffView::publishVisible);
    m_autoScrollTimer.setInterval(16);
    connect(&m_autoScrollTimer, &QTimer::timeout, this, &DiffView::autoScroll);
    m_actions = new DiffActions(this);
    rebuildFonts();
    rebuildTheme();
    layoutViewport();
}

DiffView::~DiffView() = default;

// ---- what is shown

void DiffView::begin(std::vector<diff::FileEntry> entries)
{
    m_painter.clear();
    m_search->stop();
    m_state.caretRow = {};
    m_state.caret = {};
    m_anchorRow = {};
    m_anchor = {};
    m_state.selection = {};
    m_currentFile = -1;
    m_wanted.clear();
    m_scene.begin(std::move(entries));
    if (m_editor) // a comment in writing outlives any change of what is compared
        m_scene.setDraft(m_editorAnchor, m_editor->height());
    if (m_scene.fileCount() > 0) {
        m_state.caretRow = m_anchorRow = {0, 0};
        m_state.caret = {0, Side::Right, -1, 0};
    }
    verticalScrollBar()->setValue(0);
    sceneChanged();
}

void DiffView::setFile(int file, diff::FileDiffPtr diff)
{
    m_scene.setFile(file, std::move(diff));
    scheduleRefresh();
    const qint64 top = m_scene.geometry().fileTop(file);
    if (top < scrollY() + viewport()->height() && top + m_scene.geometry().fileHeight(file) > scrollY())
        viewport()->update();
}

void DiffView::setMoves(diff::MoveMapPtr moves)
{
    m_scene.setMoves(std::move(moves));
    sceneChanged();
}

void DiffView::setComments(const QList<review::Comment> &comments)
{
    keepPlace([&] {
        m_scene.setComments(comments);
        freshenVisible();
    });
    sceneChanged();
}

void DiffView::setViewed(const QSet<QByteArray> &fileKeys)
{
    keepPlace([&] {
        m_scene.setViewed(fileKeys);
        freshenVisible();
    });
    sceneChanged();
}

void DiffView::setHighlighter(highlight::Highlighter *highlighter)
{
    if (m_highlighter)
        m_highlighter->disconnect(this);
    m_highlighter = highlighter;
    m_painter.setHighlighter(highlighter);
    if (highlighter) {
        connect(highlighter, &highlight::Highlighter::blockReady, this, &DiffView::updateLines);
        connect(highlighter, &highlight::Highlighter::stylesReady, this, &DiffView::rebuildTheme);
        rebuildTheme();
    }
    m_publishTimer.start(0);
}

void DiffView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

// ---- look

void DiffView::setMode(Mode mode)
{
    m_mode = mode;
    applyStyle();
    Q_EMIT modeChanged();
}

void DiffView::toggleMode()
{
    setMode(isUnified() ? Mode::SideBySide : Mode::Unified);
}

void DiffView::setShowBlanks(bool show)
{
    m_state.showBlanks = show;
    viewport()->update();
    Q_EMIT modeChanged();
}

void DiffView::setWrap(bool wrap)
{
    m_wrap = wrap;
    horizontalScrollBar()->setValue(0);
    applyStyle();
    Q_EMIT modeChanged();
}

void DiffView::setWholeFiles(bool whole)
{
    m_wholeFiles = whole;
    keepPlace([&] {
        m_scene.setContext(m_context, m_wholeFiles);
        freshenVisible();
    });
    sceneChanged();
    Q_EMIT modeChanged();
}

void DiffView::setContextLines(int lines)
{
    m_context = lines;
    setWholeFiles(m_wholeFiles);
}

void DiffView::setZoom(int zoom)
{
    m_zoom = std::clamp(zoom, -5, 20);
    rebuildFonts();
    Q_EMIT zoomChanged();
}

void DiffView::setHighContrast(bool high)
{
    m_highContrast = high;
    rebuildTheme();
}

void DiffView::rebuildFonts()
{
    m_painter.setFont(CellFont(codeFont(m_zoom), devicePixelRatioF()), font());
    applyStyle();
}

void DiffView::rebuildTheme()
{
    m_painter.setTheme(ThemeColors::fromPalette(palette(), m_highlighter ? m_highlighter->styles() : highlight::StyleTables(),
                                                m_highContrast ? ThemeColors::Contrast::High : ThemeColors::Contrast::Normal));
    m_ruler->setTheme(theme());
    viewport()->update();
}

void DiffView::updateColumns()
{
    m_state.columns = SurfaceColumns::make(viewport()->width(), isUnified(), m_scene.greatestLineNumber(), m_painter.font());
}

void DiffView::applyStyle()
{
    const auto side = SurfaceColumns::make(viewport()->width(), false, m_scene.greatestLineNumber(), m_painter.font());
    const bool roomForTwo = side.textWidth() >= MinCellsSideBySide * m_painter.font().cellWidth();
    const bool unified = m_mode == Mode::Unified || (m_mode == Mode::Automatic && !roomForTwo);
    const QFontMetrics ui(font());
    DiffScene::Style style;
    style.metrics.row = m_painter.font().rowHeight();
    style.metrics.header = std::max(int(ui.height() * 2.1), style.metrics.row + 8);
    style.metrics.gap = 14;
    style.metrics.top = m_scene.geometry().metrics().top;
    style.foldExtra = std::max(4, int(style.metrics.row * 0.4));
    style.commentFont = font();
    keepPlace([&] {
        m_scene.setMode(unified ? diff::ViewMode::Unified : diff::ViewMode::SideBySide);
        updateColumns();
        const int half = m_state.columns.halves[0].right - m_state.columns.halves[0].left;
        style.commentWidth = std::clamp(half - int(2 * m_painter.font().cellWidth()), 320, std::max(320, std::min(ui.averageCharWidth() * 110, viewport()->width())));
        style.wrapCells = m_wrap ? std::max(16, int(m_state.columns.textWidth() / m_painter.font().cellWidth()) - 1) : 0;
        m_scene.setStyle(style);
        freshenVisible();
    });
    sceneChanged();
}

// ---- geometry and scrolling

qint64 DiffView::scrollY() const
{
    return verticalScrollBar()->value();
}

int DiffView::stripHeight() const
{
    return m_scene.style().metrics.header;
}

/** Runs a change of the scene so that what the reader looks at stays where it is on the screen. */
void DiffView::keepPlace(const std::function<void()> &change)
{
    if (m_scene.fileCount() == 0) {
        change();
        return;
    }
    const RowPlace caret = m_state.caretRow;
    const bool caretSeen = caret.isValid() && !m_scene.isStale(caret.file) && caret.row < m_scene.rowCount(caret.file) && !rowRect(caret).isEmpty();
    RowPlace held = caretSeen ? caret : RowPlace{};
    if (!held.isValid()) {
        const auto at = m_scene.geometry().at(scrollY() + stripHeight());
        held = {at.file, std::min(at.row, m_scene.rowCount(at.file) - 1)};
    }
    const qint64 offset = m_scene.geometry().rowTop(held.file, held.row) - scrollY();
    const diff::Row row = m_scene.row(held);
    const Side side = row.right >= 0 ? Side::Right : Side::Left;
    int line = side == Side::Right ? row.right : row.left;
    if (row.kind == diff::RowKind::Fold)
        line += int(row.extra);
    change();
    remapCaret();
    if (held.file >= m_scene.fileCount())
        return;
    const RowPlace now = held.row == 0 || line < 0 ? RowPlace{held.file, 0} : m_scene.rowOf(held.file, side, line);
    updateScrollBars();
    verticalScrollBar()->setValue(int(m_scene.geometry().rowTop(now.file, now.row) - offset));
}

void DiffView::sceneChanged()
{
    updateColumns();
    updateScrollBars();
    scheduleRefresh();
    m_ruler->invalidate();
    viewport()->update();
    placeEditor();
    m_publishTimer.start(0);
}

void DiffView::scheduleRefresh()
{
    if (!m_refreshTimer.isActive())
        m_refreshTimer.start(0);
}

void DiffView::refreshStep()
{
    bool more = false;
    const int greatest = m_scene.greatestLineNumber();
    const qint64 before = m_scene.geometry().totalHeight();
    keepPlace([&] {
        freshenVisible();
        more = m_scene.refreshSome(RefreshBudgetMs);
    });
    if (greatest != m_scene.greatestLineNumber()) {
        updateColumns();
        viewport()->update();
    }
    if (before != m_scene.geometry().totalHeight()) {
        updateScrollBars();
        m_ruler->invalidate();
        viewport()->update();
        placeEditor();
    }
    m_publishTimer.start(0);
    if (more)
        m_refreshTimer.start(1);
}

/** Lays out what is on screen, if it is stale. Changes geometry: call it inside keepPlace(). */
void DiffView::freshenVisible()
{
    for (int round = 0; round < 3 && m_scene.fileCount() > 0; ++round) {
        const int first = m_scene.geometry().at(scrollY()).file;
        const int last = m_scene.geometry().at(scrollY() + viewport()->height()).file;
        bool changed = false;
        for (int file = first; file <= last; ++file)
            changed = m_scene.refresh(file) || changed;
        if (!changed)
            return;
    }
}

void DiffView::updateScrollBars()
{
    const int height = viewport()->height();
    const qint64 total = m_scene.geometry().totalHeight();
    verticalScrollBar()->setPageStep(std::max(1, height - stripHeight() - m_scene.style().metrics.row));
    verticalScrollBar()->setSingleStep(m_scene.style().metrics.row);
    verticalScrollBar()->setRange(0, int(std::clamp<qint64>(total - height, 0, std::numeric_limits<int>::max() - 1)));
    const qreal cell = m_painter.font().cellWidth();
    int widest = 0;
    if (!m_wrap && m_scene.fileCount() > 0) {
        const int first = m_scene.geometry().at(scrollY()).file;
        const int last = m_scene.geometry().at(scrollY() + height).file;
        for (int file = first; file <= last; ++file)
            widest = std::max(widest, m_scene.widestLine(file));
    }
    const qint64 range = qint64((widest + 3) * cell) - m_state.columns.textWidth();
    horizontalScrollBar()->setPageStep(std::max(1, m_state.columns.textWidth()));
    horizontalScrollBar()->setSingleStep(int(cell * 4));
    // What was scrolled to stays reachable while narrower files pass by.
    horizontalScrollBar()->setRange(0, m_wrap ? 0 : int(std::clamp<qint64>(range, horizontalScrollBar()->value(), std::numeric_limits<int>::max() / 2)));
    m_ruler->setVisiblePart(scrollY(), height);
}

void DiffView::layoutViewport()
{
    setViewportMargins(0, 0, RulerWidth, 0);
    const QRect view = viewport()->geometry();
    m_ruler->setGeometry(view.right() + 1, view.top(), RulerWidth, view.height());
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layoutViewport();
    applyStyle();
}

void DiffView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    rebuildFonts();
}

void DiffView::scrollContentsBy(int dx, int dy)
{
    m_state.scrollX = horizontalScrollBar()->value();
    if (m_isScrolling) { // a change of geometry on the way moves the bar again; one repaint covers both
        viewport()->update();
        return;
    }
    m_isScrolling = true;
    const qint64 before = m_scene.geometry().totalHeight();
    const int wanted = verticalScrollBar()->value();
    if (m_scene.fileCount() > 0) {
        const int first = m_scene.geometry().at(scrollY()).file;
        const int last = m_scene.geometry().at(scrollY() + viewport()->height()).file;
        bool stale = false;
        for (int file = first; file <= last; ++file)
            stale = stale || m_scene.isStale(file);
        if (stale)
            keepPlace([this] { freshenVisible(); });
    }
    const QRect rows(0, stripHeight(), viewport()->width(), viewport()->height() - stripHeight());
    const bool same = before == m_scene.geometry().totalHeight() && wanted == verticalScrollBar()->value();
    if (same && dx == 0 && dy != 0 && std::abs(dy) < rows.height() && !m_editor) {
        viewport()->scroll(0, dy, rows);
        viewport()->update(0, 0, viewport()->width(), stripHeight());
    } else {
        viewport()->update();
        placeEditor();
    }
    updateScrollBars();
    m_isScrolling = false;
    m_publishTimer.start(0);
}

void DiffView::publishVisible()
{
    if (m_scene.fileCount() == 0)
        return;
    const auto &geometry = m_scene.geometry();
    const int margin = viewport()->height() / 2;
    const auto first = geometry.at(scrollY() - margin);
    const auto last = geometry.at(scrollY() + viewport()->height() + margin);
    QList<int> wanted;
    QList<highlight::Want> colours;
    for (int file = first.file; file <= last.file; ++file) {
        wanted.append(file);
        const diff::FileDiffPtr &diff = m_scene.file(file);
        if (!diff || !m_highlighter || m_scene.isStale(file))
            continue;
        const int from = file == first.file ? first.row : 0;
        const int to = std::min(file == last.file ? last.row : m_scene.rowCount(file) - 1, m_scene.rowCount(file) - 1);
        int lines[2][2] = {{-1, -1}, {-1, -1}};
        for (int row = from; row <= to; ++row) {
            for (const Side side : {Side::Left, Side::Right}) {
                const int line = m_scene.lineAt({file, row}, side);
                if (line < 0)
                    continue;
                int (&range)[2] = lines[int(side)];
                range[0] = range[0] < 0 ? line : std::min(range[0], line);
                range[1] = std::max(range[1], line);
            }
        }
        for (const Side side : {Side::Right, Side::Left}) {
            const QByteArray key = DiffPainter::highlightKey(diff->entry(), side);
            if (key.isEmpty() || lines[int(side)][0] < 0)
                continue;
            const diff::FileVersion &version = side == Side::Left ? diff->entry().before : diff->entry().after;
            colours.append({key, QString::fromUtf8(version.path), diff->text(side).text(), lines[int(side)][0], lines[int(side)][1]});
        }
    }
    if (m_highlighter)
        m_highlighter->want(colours);
    if (wanted != m_wanted) {
        m_wanted = wanted;
        Q_EMIT filesWanted(wanted);
    }
    if (const int current = stickyFile(); current != m_currentFile) {
        m_currentFile = current;
        Q_EMIT currentFileChanged(current);
    }
}

/** Paints again the rows that show these lines. */
void DiffView::updateLines(const QByteArray &highlightKey, int firstLine, int lineCount)
{
    if (m_scene.fileCount() == 0)
        return;
    const auto &geometry = m_scene.geometry();
    int file = -1;
    bool matches[2] = {false, false};
    QRect touched;
    for (auto place = geometry.at(scrollY()); place.isValid() && place.top < scrollY() + viewport()->height(); place = geometry.next(place)) {
        if (place.file != file) {
            file = place.file;
            for (const Side side : {Side::Left, Side::Right})
                matches[int(side)] = DiffPainter::highlightKey(m_scene.document().entry(file), side) == highlightKey;
        }
        if ((!matches[0] && !matches[1]) || place.row >= m_scene.rowCount(file))
            continue;
        for (const Side side : {Side::Left, Side::Right}) {
            const int line = matches[int(side)] ? m_scene.lineAt({file, place.row}, side) : -1;
            if (line >= firstLine && line < firstLine + lineCount)
                touched |= QRect(0, int(place.top - scrollY()), viewport()->width(), place.height);
        }
    }
    viewport()->update(touched);
}

void DiffView::ensureRowVisible(RowPlace row, bool center)
{
    const auto place = m_scene.geometry().place(row.file, row.row);
    const int band = std::min(m_scene.bandHeight(row), viewport()->height() / 2);
    const qint64 top = place.top - scrollY();
    const int room = viewport()->height() - stripHeight();
    if (center)
        verticalScrollBar()->setValue(int(place.top - stripHeight() - room / 4));
    else if (row.row == 0 ? top < 0 : top < stripHeight())
        verticalScrollBar()->setValue(int(place.top - (row.row == 0 ? 0 : stripHeight())));
    else if (top + band > viewport()->height())
        verticalScrollBar()->setValue(int(place.top + band - viewport()->height()));
}

QRect DiffView::rowRect(RowPlace row) const
{
    const auto place = m_scene.geometry().place(row.file, row.row);
    const QRect rect(0, int(place.top - scrollY()), viewport()->width(), place.height);
    return rect.intersects(viewport()->rect()) ? rect : QRect();
}

QRect DiffView::placeRect(const TextPlace &place) const
{
    const RowPlace row = m_scene.rowOf(place.file, place.side, place.line);
    QRect rect = row.isValid() ? rowRect(row) : QRect();
    if (rect.isEmpty())
        return {};
    const LineCells &cells = const_cast<DiffPainter &>(m_painter).cells(place.file, place.side, place.line);
    const int x = m_state.columns.half(place.side).textLeft - m_state.scrollX;
    const qreal cell = m_painter.font().cellWidth();
    int at = cells.cellOfByte(place.byte);
    int y = rect.top();
    if (const int wrap = m_scene.style().wrapCells; wrap > 0) {
        y += at / wrap * m_scene.style().metrics.row;
        at %= wrap;
    }
    return QRect(x + int(at * cell), y, int(std::ceil(cell)), m_scene.style().metrics.row);
}

// ---- painting

int DiffView::stickyFile() const
{
    return m_scene.fileCount() == 0 ? -1 : m_scene.geometry().at(scrollY()).file;
}

QRect DiffView::stickyRect(int file) const
{
    const qint64 top = m_scene.geometry().fileTop(file) - scrollY();
    const qint64 end = top + m_scene.geometry().fileHeight(file) - m_scene.style().metrics.gap;
    const int y = int(top >= 0 ? top : std::min<qint64>(0, end - stripHeight()));
    return QRect(0, y, viewport()->width(), stripHeight());
}

void DiffView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (m_scene.fileCount() == 0) {
        painter.fillRect(event->rect(), theme().base);
        painter.setPen(theme().dimText);
        painter.drawText(viewport()->rect().adjusted(40, 0, -40, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    m_state.focused = hasFocus();
    const QRect strip(0, 0, viewport()->width(), stripHeight());
    for (const QRect &rect : event->region()) {
        const QRect rows = rect.intersected(viewport()->rect().adjusted(0, stripHeight(), 0, 0));
        if (!rows.isEmpty()) {
            painter.setClipRect(rows);
            paintRows(painter, rows);
        }
    }
    if (event->region().intersects(strip)) {
        painter.setClipRect(strip);
        paintStrip(painter);
    }
}

void DiffView::paintRows(QPainter &painter, const QRect &rect)
{
    const auto &geometry = m_scene.geometry();
    const qint64 top = scrollY();
    if (top + rect.top() < geometry.metrics().top) {
        painter.fillRect(QRect(0, rect.top(), viewport()->width(), int(geometry.metrics().top - top - rect.top())), theme().panel);
        m_painter.paintHanging(painter, m_scene.hangingAtTop(), int(-top), m_state);
    }
    int bottom = rect.top();
    for (auto place = geometry.at(top + rect.top()); place.isValid() && place.top - top <= rect.bottom(); place = geometry.next(place)) {
        const int y = int(place.top - top);
        if (y > bottom && bottom > rect.top()) // the gap between two files
            painter.fillRect(QRect(0, bottom, viewport()->width(), y - bottom), theme().panel);
        if (place.row < m_scene.rowCount(place.file))
            m_painter.paintRow(painter, {place.file, place.row}, y, place.height, m_state);
        bottom = y + place.height;
    }
    if (bottom <= rect.bottom())
        painter.fillRect(QRect(0, std::max(bottom, rect.top()), viewport()->width(), rect.bottom() - std::max(bottom, rect.top()) + 1), theme().panel);
}

void DiffView::paintStrip(QPainter &painter)
{
    const QRect strip(0, 0, viewport()->width(), stripHeight());
    paintRows(painter, strip);
    const int file = stickyFile();
    const QRect rect = stickyRect(file);
    if (rect.top() <= 0)
        m_painter.paintHeader(painter, file, rect, m_state, m_scene.geometry().fileTop(file) < scrollY());
}

QString DiffView::visibleText() const
{
    QString text;
    const auto &geometry = m_scene.geometry();
    if (m_scene.fileCount() == 0)
        return text;
    for (auto place = geometry.at(scrollY()); place.isValid() && place.top < scrollY() + viewport()->height(); place = geometry.next(place)) {
        if (place.row < m_scene.rowCount(place.file))
            text += RowText::row(m_scene, {place.file, place.row}) + u'\n';
    }
    return text;
}

void DiffView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        rebuildTheme();
    if (event->type() == QEvent::FontChange)
        rebuildFonts();
}

bool DiffView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::DevicePixelRatioChange)
        rebuildFonts();
    else if (event->type() == QEvent::Leave)
        hover({});
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace docket
