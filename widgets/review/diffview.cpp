// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "widgets/review/authorcolumn.h"
#include "widgets/review/commenteditor.h"
#include "widgets/review/diffaccessible.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/overviewruler.h"
#include "widgets/review/picturerows.h"

#include <QScrollBar>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace docket {

using diff::Side;

DiffView::DiffView(QWidget *parent) : DiffCaret(parent)
{
    DiffAccessible::install();
    setObjectName(u"diffView"_s);
    setAccessibleName(tr("Changes"));
    m_search = new DiffSearch(this);
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
    connect(m_search, &DiffSearch::changed, this, [this] {
        m_currentHit = -1;
        m_ruler->invalidate();
        viewport()->update();
    });
    m_state.hits = [this](int file, Side side, int line, diff::Span visible, std::vector<Backdrop> &out) {
        const auto [first, last] = m_search->hits().onLine(file, side, line);
        const std::span<const SearchHit> all(m_search->hits().all());
        const auto seen =
            std::ranges::partition_point(all.subspan(size_t(first), size_t(last - first)),
                                         [&](const SearchHit &hit) { return hit.span.end() <= visible.start; });
        for (int i = int(seen - all.begin()); i < last && m_search->hits().at(i).span.start < visible.end(); ++i) {
            out.push_back({m_search->hits().at(i).span, theme().found, false});
            if (i == m_currentHit)
                out.push_back({m_search->hits().at(i).span, theme().text, true}); // by more than another yellow
        }
    };
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(300);
    connect(&m_draftTimer, &QTimer::timeout, this, [this] {
        if (m_editor)
            Q_EMIT draftChanged(m_editor->hasText() ? std::optional(m_editor->comment()) : std::nullopt);
    });
    m_autoScrollTimer.setInterval(16);
    connect(&m_autoScrollTimer, &QTimer::timeout, this, &DiffView::autoScroll);
    connect(m_authors, &AuthorColumn::arrived, this, &DiffView::updateAuthors);
    connect(m_authors, &AuthorColumn::failed, this, &DiffView::lookupFailed);
    m_actions = new DiffActions(this);
}

DiffView::~DiffView() = default;

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
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
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

bool DiffView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::DevicePixelRatioChange)
        rebuildFonts();
    else if (event->type() == QEvent::Leave)
        hover({});
    else if (event->type() == QEvent::ToolTip && authorToolTip(static_cast<QHelpEvent *>(event)))
        return true;
    return DiffCaret::viewportEvent(event);
}

} // namespace docket
