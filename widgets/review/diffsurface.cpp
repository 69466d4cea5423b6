// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffsurface.h"

#include "highlight/highlighter.h"
#include "widgets/review/authorcolumn.h"
#include "widgets/review/overviewruler.h"
#include "widgets/review/picturerows.h"

#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {
constexpr int MinCellsSideBySide = 64; ///< automatic mode: narrower halves than this are no help
} // namespace

DiffSurface::DiffSurface(QWidget *parent) : QAbstractScrollArea(parent), m_painter(m_scene)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setObjectName(u"diffSurface"_s);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setAutoFillBackground(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);

    m_ruler = new OverviewRuler(m_scene, this);
    connect(m_ruler, &OverviewRuler::jumped, this,
            [this](qint64 y) { verticalScrollBar()->setValue(int(y - viewport()->height() / 2)); });
    m_refreshTimer.setSingleShot(true);
    connect(&m_refreshTimer, &QTimer::timeout, this, &DiffSurface::refreshStep);
    m_publishTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &DiffSurface::publishVisible);
    m_pictures = new PictureRows(m_scene, viewport());
    connect(m_pictures, &PictureRows::heightChanged, this, [this](int file, int height) {
        keepPlace([&] { m_scene.setPictureHeight(file, height); });
        sceneChanged();
    });
    connect(m_pictures, &PictureRows::left, this, qOverload<>(&QWidget::setFocus));
    m_authors = new AuthorColumn(m_scene, this);
    m_state.authors = [this](QPainter &painter, RowPlace place, const QRect &rect) {
        m_authors->paint(painter, place, rect, theme(), m_painter.smallFont());
    };
    rebuildFonts();
    rebuildTheme();
    layoutViewport();
}

DiffSurface::~DiffSurface()
{
    delete m_pictures; // it looks at the scene, which dies before the child widgets
}

// ---- what is shown

void DiffSurface::setFile(int file, diff::FileDiffPtr diff)
{
    const bool isAwaited = !m_scene.file(file) && file == stickyFile();
    m_scene.setFile(file, std::move(diff));
    if (isAwaited) {
        // What a reader waits for does not stand in line behind thousands of files that arrive.
        refresh(0);
        viewport()->repaint();
        return;
    }
    scheduleRefresh();
    const qint64 top = m_scene.geometry().fileTop(file);
    if (top < scrollY() + viewport()->height() && top + m_scene.geometry().fileHeight(file) > scrollY())
        viewport()->update();
}

void DiffSurface::setMoves(diff::MoveMapPtr moves)
{
    m_scene.setMoves(std::move(moves));
    sceneChanged();
}

void DiffSurface::setComments(const QList<review::Comment> &comments, const QHash<CommentId, CommentOrigin> &origins)
{
    keepPlace([&] {
        m_scene.setComments(comments, origins);
        freshenVisible();
    });
    sceneChanged();
}

void DiffSurface::setHighlighter(highlight::Highlighter *highlighter)
{
    if (m_highlighter)
        m_highlighter->disconnect(this);
    m_highlighter = highlighter;
    m_painter.setHighlighter(highlighter);
    if (highlighter) {
        connect(highlighter, &highlight::Highlighter::blockReady, this, &DiffSurface::updateLines);
        connect(highlighter, &highlight::Highlighter::stylesReady, this, &DiffSurface::rebuildTheme);
        rebuildTheme();
    }
    m_publishTimer.start(0);
}

void DiffSurface::setLookup(SourceLookup *lookup, const QString &repository, const ObjectId &base)
{
    m_pictures->setLookup(lookup, repository);
    m_authors->setSource(lookup, repository, base);
    sceneChanged();
}

void DiffSurface::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

// ---- look

void DiffSurface::setMode(Mode mode)
{
    m_mode = mode;
    applyStyle();
    Q_EMIT modeChanged();
}

void DiffSurface::toggleMode()
{
    setMode(isUnified() ? Mode::SideBySide : Mode::Unified);
}

void DiffSurface::setShowBlanks(bool show)
{
    m_state.showBlanks = show;
    viewport()->update();
    Q_EMIT modeChanged();
}

void DiffSurface::setWrap(bool wrap)
{
    m_wrap = wrap;
    horizontalScrollBar()->setValue(0);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    applyStyle();
    Q_EMIT modeChanged();
}

void DiffSurface::setWholeFiles(bool whole)
{
    m_wholeFiles = whole;
    keepPlace([&] {
        m_scene.setContext(m_context, m_wholeFiles);
        freshenVisible();
    });
    sceneChanged();
    Q_EMIT modeChanged();
}

void DiffSurface::setContextLines(int lines)
{
    m_context = lines;
    setWholeFiles(m_wholeFiles);
}

void DiffSurface::setZoom(int zoom)
{
    m_zoom = std::clamp(zoom, -5, 20);
    rebuildFonts();
    Q_EMIT zoomChanged();
}

void DiffSurface::rebuildFonts()
{
    m_painter.setFont(CellFont(codeFont(m_zoom), devicePixelRatioF()), font());
    applyStyle();
}

void DiffSurface::rebuildTheme()
{
    m_painter.setTheme(
        ThemeColors::fromPalette(palette(), m_highlighter ? m_highlighter->styles() : highlight::StyleTables()));
    m_ruler->setTheme(theme());
    viewport()->update();
}

void DiffSurface::updateColumns()
{
    m_state.columns = SurfaceColumns::make(viewport()->width(), isUnified(), m_scene.greatestLineNumber(),
                                           m_painter.font(), m_authors->width(m_painter.smallFont()));
}

void DiffSurface::applyStyle()
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
        style.commentWidth = std::clamp(half - int(2 * m_painter.font().cellWidth()), 320,
                                        std::max(320, std::min(ui.averageCharWidth() * 110, viewport()->width())));
        style.wrapCells =
            m_wrap ? std::max(16, int((m_state.columns.textWidth() - SurfaceColumns::MarkRoom)
                                      / m_painter.font().cellWidth()))
                   : 0;
        m_scene.setStyle(style);
        freshenVisible();
    });
    sceneChanged();
}

void DiffSurface::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        rebuildTheme();
    if (event->type() == QEvent::FontChange)
        rebuildFonts();
}

} // namespace docket
