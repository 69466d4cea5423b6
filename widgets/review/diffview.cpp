// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "highlight/highlighter.h"
#include "widgets/review/authorcolumn.h"
#include "widgets/review/commenteditor.h"
#include "widgets/review/diffaccessible.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/overviewruler.h"
#include "widgets/review/picturerows.h"

#include <QApplication>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace docket {

using diff::Side;

namespace {
constexpr int MinCellsSideBySide = 64; ///< automatic mode: narrower halves than this are no help
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
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(300);
    connect(&m_draftTimer, &QTimer::timeout, this, [this] {
        if (m_editor)
            Q_EMIT draftChanged(m_editor->hasText() ? std::optional(m_editor->comment()) : std::nullopt);
    });
    m_refreshTimer.setSingleShot(true);
    connect(&m_refreshTimer, &QTimer::timeout, this, &DiffView::refreshStep);
    m_publishTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &DiffView::publishVisible);
    m_autoScrollTimer.setInterval(16);
    connect(&m_autoScrollTimer, &QTimer::timeout, this, &DiffView::autoScroll);
    m_pictures = new PictureRows(m_scene, viewport());
    connect(m_pictures, &PictureRows::heightChanged, this, [this](int file, int height) {
        keepPlace([&] { m_scene.setPictureHeight(file, height); });
        sceneChanged();
    });
    connect(m_pictures, &PictureRows::left, this, qOverload<>(&QWidget::setFocus));
    m_authors = new AuthorColumn(m_scene, this);
    connect(m_authors, &AuthorColumn::arrived, this, &DiffView::updateAuthors);
    connect(m_authors, &AuthorColumn::failed, this, &DiffView::lookupFailed);
    m_state.authors = [this](QPainter &painter, RowPlace place, const QRect &rect) {
        m_authors->paint(painter, place, rect, theme(), m_painter.smallFont());
    };
    m_actions = new DiffActions(this);
    rebuildFonts();
    rebuildTheme();
    layoutViewport();
}

DiffView::~DiffView()
{
    delete m_pictures; // it looks at the scene, which dies before the child widgets
}

// ---- what is shown

void DiffView::begin(std::vector<diff::FileEntry> entries)
{
    m_painter.clear();
    m_search->stop();
    m_pictures->begin();
    m_authors->begin();
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

void DiffView::setComments(const QList<review::Comment> &comments, const QHash<CommentId, CommentOrigin> &origins)
{
    keepPlace([&] {
        m_scene.setComments(comments, origins);
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

void DiffView::setLookup(SourceLookup *lookup, const QString &repository, const ObjectId &base)
{
    m_pictures->setLookup(lookup, repository);
    m_authors->setSource(lookup, repository, base);
    sceneChanged();
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

void DiffView::rebuildFonts()
{
    m_painter.setFont(CellFont(codeFont(m_zoom), devicePixelRatioF()), font());
    applyStyle();
}

void DiffView::rebuildTheme()
{
    m_painter.setTheme(ThemeColors::fromPalette(palette(), m_highlighter ? m_highlighter->styles() : highlight::StyleTables()));
    m_ruler->setTheme(theme());
    viewport()->update();
}

void DiffView::updateColumns()
{
    m_state.columns = SurfaceColumns::make(viewport()->width(), isUnified(), m_scene.greatestLineNumber(), m_painter.font(),
                                           m_authors->width(m_painter.smallFont()));
}

void DiffView::applyStyle()
{
    const auto side = SurfaceColumns::make(viewport()->width(), false, m_scene.greatestLineNumber(), m_painter.font(),
                                           m_authors->width(m_painter.smallFont()));
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
    else if (event->type() == QEvent::ToolTip && authorToolTip(static_cast<QHelpEvent *>(event)))
        return true;
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace docket
