// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/transcript/transcriptview.h"

#include "widgets/common/appearance.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

TranscriptView::TranscriptView(TranscriptModel *model, QWidget *parent) : QAbstractItemView(parent), m_model(model),
    m_layouts(400)
{
    setObjectName(u"transcriptList"_s);
    setAccessibleName(tr("Transcript"));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setModel(model);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_adjusting)
            setFollow(value >= verticalScrollBar()->maximum() - 2);
    });
}

void TranscriptView::setModel(QAbstractItemModel *model)
{
    QAbstractItemView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &TranscriptView::forgetHeights);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        const int added = last - first + 1;
        const auto [top, inside] = topRow();
        m_heights.insert(m_heights.begin() + first, size_t(added), 0);
        m_measured.insert(m_measured.begin() + first, size_t(added), false);
        if (first < int(m_heights.size()) - added)
            m_layouts.clear();
        m_topsValid = std::min(m_topsValid, first);
        rowsChanged(first, last);
        if (top >= first)
            keepTop(top + added, inside);
    });
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        const auto [top, inside] = topRow();
        m_heights.erase(m_heights.begin() + first, m_heights.begin() + last + 1);
        m_measured.erase(m_measured.begin() + first, m_measured.begin() + last + 1);
        m_layouts.clear();
        m_topsValid = 0;
        refresh();
        if (top > last)
            keepTop(top - (last - first + 1), inside);
    });
    connect(model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from,
                                                                  const QModelIndex &to) { rowsChanged(from.row(),
                                                                      to.row()); });
    forgetHeights();
}

EntryStyle TranscriptView::entryStyle() const
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPointSizeF(font().pointSizeF() * 0.95);
    return {font(), mono, palette(), viewport()->width()};
}

void TranscriptView::rowsChanged(int first, int last)
{
    const EntryStyle style = entryStyle();
    for (int row = first; row <= last && row < count(); ++row) {
        m_layouts.remove(row);
        m_measured[size_t(row)] = false;
        m_heights[size_t(row)] = EntryLayout::estimate(m_model->entry(row), m_model->isFolded(row), style);
    }
    m_topsValid = std::min(m_topsValid, first);
    refresh();
}

void TranscriptView::forgetHeights()
{
    m_layouts.clear();
    m_heights.assign(size_t(count()), 0);
    m_measured.assign(size_t(count()), false);
    m_topsValid = 0;
    if (count() > 0)
        rowsChanged(0, count() - 1);
    else
        refresh();
}

int TranscriptView::topOf(int row) const
{
    if (m_tops.size() != m_heights.size() + 1) {
        m_tops.resize(m_heights.size() + 1);
        m_topsValid = std::min(m_topsValid, int(m_heights.size()));
    }
    if (m_topsValid == 0)
        m_tops[0] = 8;
    for (; m_topsValid < row; ++m_topsValid)
        m_tops[size_t(m_topsValid) + 1] = m_tops[size_t(m_topsValid)] + m_heights[size_t(m_topsValid)];
    return m_tops[size_t(row)];
}

std::pair<int, int> TranscriptView::topRow() const
{
    // The view's own list: the model is ahead of it here.
    const int rows = int(m_heights.size());
    if (m_follow || rows == 0)
        return {-1, 0};
    topOf(rows);
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), verticalOffset());
    const int row = std::clamp(int(after - m_tops.begin()) - 1, 0, rows - 1);
    return {row, verticalOffset() - topOf(row)};
}

void TranscriptView::keepTop(int row, int inside)
{
    m_adjusting = true;
    verticalScrollBar()->setValue(topOf(row) + inside);
    m_adjusting = false;
}

int TranscriptView::rowAt(int y) const
{
    topOf(count());
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    return std::clamp(int(after - m_tops.begin()) - 1, -1, count() - 1);
}

const EntryLayout &TranscriptView::layoutOf(int row)
{
    if (EntryLayout *known = m_layouts.object(row))
        return *known;
    auto *made = new EntryLayout(m_model->entry(row), m_model->isFoldable(row), m_model->isFolded(row), entryStyle());
    m_layouts.insert(row, made);
    return *made;
}

void TranscriptView::measureVisible()
{
    // Measuring shifts what is below, so this goes on until the viewport is full of exact heights.
    int y = verticalOffset();
    const int end = y + viewport()->height();
    for (int row = std::max(0, rowAt(y)); row < count() && topOf(row) < end; ++row) {
        if (m_measured[size_t(row)])
            continue;
        const int exact = layoutOf(row).height();
        m_measured[size_t(row)] = true;
        if (exact != m_heights[size_t(row)]) {
            m_heights[size_t(row)] = exact;
            m_topsValid = std::min(m_topsValid, row);
        }
    }
}

void TranscriptView::refresh()
{
    updateGeometries();
    viewport()->update();
}

void TranscriptView::updateGeometries()
{
    if (!m_model || m_heights.size() != size_t(count()))
        return;
    m_adjusting = true;
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(fontMetrics().height() * 2);
    // A second pass, because measuring the last page can change the height of the whole.
    for (int pass = 0; pass < 3; ++pass) {
        bar->setRange(0, std::max(0, contentHeight() + 8 - viewport()->height()));
        if (m_follow)
            bar->setValue(bar->maximum());
        const int before = contentHeight();
        measureVisible();
        if (contentHeight() == before)
            break;
    }
    bar->setRange(0, std::max(0, contentHeight() + 8 - viewport()->height()));
    if (m_follow)
        bar->setValue(bar->maximum());
    m_adjusting = false;
    QAbstractItemView::updateGeometries();
}

void TranscriptView::paintEvent(QPaintEvent *event)
{
    const int before = contentHeight();
    measureVisible();
    if (contentHeight() != before)
        QMetaObject::invokeMethod(this, [this] { updateGeometries(); }, Qt::QueuedConnection);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    const EntryStyle style = entryStyle();
    const int offset = verticalOffset();
    for (int row = std::max(0, rowAt(offset + event->rect().top())); row < count() && topOf(row) < offset
         + event->rect().bottom() + 1; ++row) {
        const QModelIndex index = m_model->index(row);
        layoutOf(row).paint(painter, QPointF(0, topOf(row) - offset), style, selectionModel()->isSelected(index),
                            hasFocus() && currentIndex() == index, m_search);
    }
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    if (event->size().width() == event->oldSize().width()) {
        QAbstractItemView::resizeEvent(event);
        refresh();
        return;
    }
    // The entry at the top stays at the top while all heights are found anew.
    const int row = m_follow ? -1 : rowAt(verticalOffset());
    const int inside = row >= 0 ? verticalOffset() - topOf(row) : 0;
    forgetHeights();
    QAbstractItemView::resizeEvent(event);
    if (row >= 0) {
        m_adjusting = true;
        verticalScrollBar()->setValue(topOf(row) + std::min(inside, m_heights[size_t(row)]));
        m_adjusting = false;
    }
}

void TranscriptView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (m_model && (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange))
        forgetHeights();
}

void TranscriptView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    // What a screen reader says when one moves through the list.
    constexpr qsizetype mostSaid = 2000;
    setAccessibleDescription(current.isValid() ? current.data(Qt::AccessibleTextRole).toString().left(mostSaid)
                                               : QString());
    viewport()->update();
}

void TranscriptView::setFollow(bool follow)
{
    if (m_follow == follow)
        return;
    m_follow = follow;
    Q_EMIT followsEndChanged(follow);
}

void TranscriptView::goToEnd()
{
    setFollow(true);
    refresh();
}

int TranscriptView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect TranscriptView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= int(m_heights.size()))
        return {};
    return {0, topOf(index.row()) - verticalOffset(), viewport()->width(), m_heights[size_t(index.row())]};
}

void TranscriptView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const QRect rect = visualRect(index);
    if (!rect.isValid())
        return;
    const int page = viewport()->height();
    int value = verticalOffset();
    if (hint == PositionAtTop || rect.top() < 0 || (hint == EnsureVisible && rect.height() > page))
        value += rect.top() - 8;
    else if (hint == PositionAtCenter)
        value += rect.center().y() - page / 2;
    else if (rect.bottom() > page)
        value += rect.bottom() - page + 8;
    verticalScrollBar()->setValue(value);
    viewport()->update();
}

QModelIndex TranscriptView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    const int row = rowAt(y);
    return row >= 0 && y < topOf(row + 1) ? m_model->index(row) : QModelIndex();
}

QModelIndex TranscriptView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (count() == 0)
        return {};
    const int now = currentIndex().isValid() ? currentIndex().row() : count() - 1;
    switch (action) {
    case MoveUp:
    case MovePrevious: return m_model->index(std::max(0, now - 1));
    case MoveDown:
    case MoveNext: return m_model->index(std::min(count() - 1, now + 1));
    case MoveHome: return m_model->index(0);
    case MoveEnd: return m_model->index(count() - 1);
    case MovePageUp: return m_model->index(std::max(0, std::min(now - 1, rowAt(topOf(now) - viewport()->height()))));
    case MovePageDown: return m_model->index(std::min(count() - 1,
                                                      std::max(now + 1, rowAt(topOf(now) + viewport()->height()))));
    default: return currentIndex();
    }
}

void TranscriptView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    const int first = rowAt(rect.top() + verticalOffset()), last = rowAt(rect.bottom() + verticalOffset());
    if (first >= 0 && last >= first)
        selectionModel()->select(QItemSelection(m_model->index(first), m_model->index(last)), flags);
}

QRegion TranscriptView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection)
        region += visualRect(range.topLeft()).united(visualRect(range.bottomRight()));
    return region;
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    QAbstractItemView::mousePressEvent(event);
}

void TranscriptView::mouseReleaseEvent(QMouseEvent *event)
{
    QAbstractItemView::mouseReleaseEvent(event);
    const QPoint at = event->position().toPoint();
    if (event->button() != Qt::LeftButton || event->modifiers() != Qt::NoModifier
        || (at - m_pressed).manhattanLength() > 4)
        return;
    const QModelIndex index = indexAt(at);
    // Only the head folds, so that a click into the text is a click into the text.
    if (index.isValid() && at.y() - visualRect(index).top() < fontMetrics().height() + 20)
        m_model->setFolded(index.row(), !m_model->isFolded(index.row()));
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (index.isValid() && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return)) {
        m_model->setFolded(index.row(), !m_model->isFolded(index.row()));
    } else if (index.isValid() && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        m_model->setFolded(index.row(), event->key() == Qt::Key_Left);
    } else {
        QAbstractItemView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void TranscriptView::setSearchText(const QString &text)
{
    m_search = text;
    viewport()->update();
}

bool TranscriptView::findNext(bool backwards)
{
    const int from = currentIndex().isValid() ? currentIndex().row() : backwards ? count() : -1;
    const int row = m_model->find(m_search, from, backwards);
    if (row < 0)
        return false;
    m_model->setFolded(row, false);
    setCurrentIndex(m_model->index(row));
    scrollTo(m_model->index(row), PositionAtCenter);
    return true;
}

void TranscriptView::copySelection()
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedIndexes())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    QStringList texts;
    for (int row : std::as_const(rows))
        texts << m_model->plainText(row);
    if (!texts.isEmpty())
        QGuiApplication::clipboard()->setText(texts.join(u"\n\n"_s));
}

} // namespace docket
