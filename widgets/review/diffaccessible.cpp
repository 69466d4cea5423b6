// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffaccessible.h"

#include "widgets/review/diffview.h"
#include "widgets/review/rowtext.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** Rows of one file that are told; a reader who wants more of a longer file moves the caret there by the view's own
 * keys. */
constexpr int MaxRows = 20'000;

/** For programs, so in stable words that are not translated. */
QLatin1StringView kindWord(const diff::Row &row)
{
    switch (row.kind) {
    case diff::RowKind::FileHeader: return "header"_L1;
    case diff::RowKind::Note: return "note"_L1;
    case diff::RowKind::Fold:
    case diff::RowKind::Waiting: return "hidden"_L1;
    case diff::RowKind::Context: return "unchanged"_L1;
    case diff::RowKind::Pair:
    case diff::RowKind::Removed:
    case diff::RowKind::Added: break;
    }
    for (const diff::LineClass lineClass : {row.rightClass, row.leftClass}) {
        if (lineClass == diff::LineClass::MovedFrom || lineClass == diff::LineClass::MovedTo)
            return "moved"_L1;
        if (lineClass == diff::LineClass::CopiedTo)
            return "copied"_L1;
    }
    return row.right < 0 ? "removed"_L1 : row.left < 0 ? "added"_L1 : "changed"_L1;
}

QAccessibleInterface *makeInterface(const QString &key, QObject *object)
{
    if (key != "docket::DiffView"_L1)
        return nullptr;
    auto *view = qobject_cast<DiffView *>(object);
    return view ? new DiffAccessible(view) : nullptr;
}

} // namespace

DiffAccessible::DiffAccessible(DiffView *view) : QAccessibleWidget(view, QAccessible::EditableText) {}

void DiffAccessible::install()
{
    static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(once)
}

DiffView *DiffAccessible::view() const
{
    return static_cast<DiffView *>(widget());
}

int DiffAccessible::file() const
{
    return view()->caretRow().file;
}

void *DiffAccessible::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface *>(this)
                                              : QAccessibleWidget::interface_cast(type);
}

QString DiffAccessible::text(QAccessible::Text type) const
{
    if (type == QAccessible::Value && file() >= 0)
        return rowText(view()->caretRow().row);
    return QAccessibleWidget::text(type);
}

QAccessible::State DiffAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    state.selectableText = true;
    return state;
}

QString DiffAccessible::rowText(int row) const
{
    return RowText::row(view()->scene(), {file(), row});
}

const std::vector<int> &DiffAccessible::starts() const
{
    const int current = file();
    const int rows = current < 0 ? 0 : std::min(MaxRows, view()->scene().rowCount(current));
    if (m_starts.empty() || current != m_file || view()->scene().revision() != m_revision) {
        m_file = current;
        m_revision = view()->scene().revision();
        m_starts.assign(1, 0);
        for (int row = 0; row < rows; ++row)
            m_starts.push_back(m_starts.back() + int(rowText(row).size()) + 1);
    }
    return m_starts;
}

int DiffAccessible::rowAt(int offset) const
{
    const auto &all = starts();
    const int row = int(std::ranges::upper_bound(all, offset) - all.begin()) - 1;
    return std::clamp(row, 0, std::max(0, int(all.size()) - 2));
}

int DiffAccessible::characterCount() const
{
    return starts().back();
}

int DiffAccessible::cursorPosition() const
{
    const int row = view()->caretRow().row;
    return file() < 0 ? 0 : starts()[size_t(std::clamp(row, 0, int(starts().size()) - 1))];
}

QString DiffAccessible::attributesOf(RowPlace place) const
{
    const DiffScene &scene = view()->scene();
    const diff::Row &row = scene.row(place);
    QString attributes = u"kind:%1;"_s.arg(kindWord(row));
    if (row.kind == diff::RowKind::Context || row.isChange()) {
        attributes += u"side:%1;line:%2;"_s.arg(row.left < 0 ? u"after"_s : row.right < 0 ? u"before"_s : u"both"_s)
                          .arg((row.right >= 0 ? row.right : row.left) + 1);
    }
    if (scene.startsHunk(place))
        attributes += scene.ledger().isRead(scene.readPlaceAt(place)) ? u"read:true;"_s : u"read:false;"_s;
    const auto threads = std::ranges::count_if(
        scene.hangingAt(place), [](const DiffScene::Hanging &hanging) { return hanging.box != nullptr; });
    if (threads > 0)
        attributes += u"comments:%1;"_s.arg(threads);
    return attributes;
}

void DiffAccessible::setCursorPosition(int position)
{
    if (file() >= 0)
        view()->moveRows(rowAt(position) - view()->caretRow().row);
}

QString DiffAccessible::text(int start, int end) const
{
    if (file() < 0 || start >= end)
        return {};
    QString result;
    const int first = rowAt(start);
    for (int row = first; row + 1 < int(starts().size()) && starts()[size_t(row)] < end; ++row)
        result += rowText(row) + u'\n';
    return result.mid(start - starts()[size_t(first)], end - start);
}

QString DiffAccessible::textAtOffset(int offset, QAccessible::TextBoundaryType type, int *start, int *end) const
{
    if (file() < 0 || offset < 0 || offset > characterCount()) {
        *start = *end = -1;
        return {};
    }
    const int row = rowAt(offset);
    const QString line = rowText(row) + u'\n';
    const int base = starts()[size_t(row)];
    if (type == QAccessible::LineBoundary || type == QAccessible::ParagraphBoundary
        || type == QAccessible::NoBoundary) {
        *start = base;
        *end = base + int(line.size());
        return line;
    }
    // Smaller pieces lie inside the row, so Qt's own search over one line finds them.
    QTextBoundaryFinder finder(type == QAccessible::CharBoundary ? QTextBoundaryFinder::Grapheme
                               : type == QAccessible::WordBoundary ? QTextBoundaryFinder::Word
                                                                   : QTextBoundaryFinder::Sentence,
                               line);
    finder.setPosition(std::min<qsizetype>(offset - base + 1, line.size()));
    if (!finder.isAtBoundary())
        finder.toNextBoundary();
    const qsizetype last = finder.position() < 0 ? line.size() : finder.position();
    const qsizetype first = std::max<qsizetype>(0, finder.toPreviousBoundary());
    *start = base + int(first);
    *end = base + int(last);
    return line.mid(first, last - first);
}

QString DiffAccessible::textBeforeOffset(int offset, QAccessible::TextBoundaryType type, int *start, int *end) const
{
    textAtOffset(offset, type, start, end);
    if (*start <= 0) {
        *start = *end = 0;
        return {};
    }
    return textAtOffset(*start - 1, type, start, end);
}

QString DiffAccessible::textAfterOffset(int offset, QAccessible::TextBoundaryType type, int *start, int *end) const
{
    textAtOffset(offset, type, start, end);
    if (*end < 0 || *end >= characterCount()) {
        *start = *end = characterCount();
        return {};
    }
    return textAtOffset(*end, type, start, end);
}

QRect DiffAccessible::characterRect(int offset) const
{
    if (file() < 0)
        return {};
    const QRect rect = view()->rowRect({file(), rowAt(offset)});
    return rect.isEmpty() ? QRect() : QRect(view()->viewport()->mapToGlobal(rect.topLeft()), rect.size());
}

int DiffAccessible::offsetAtPoint(const QPoint &point) const
{
    const auto pointed = view()->pointAt(view()->viewport()->mapFromGlobal(point));
    return pointed.row.isValid() && pointed.row.file == file()
        ? starts()[size_t(std::min(pointed.row.row, int(starts().size()) - 1))]
        : -1;
}

void DiffAccessible::scrollToSubstring(int start, int)
{
    if (file() >= 0)
        view()->ensureRowVisible({file(), rowAt(start)}, false);
}

int DiffAccessible::selectionCount() const
{
    return view()->selectedText().isEmpty() ? 0 : 1;
}

void DiffAccessible::selection(int, int *start, int *end) const
{
    const auto &selection = view()->m_state.selection;
    *start = *end = 0;
    if (selection.isEmpty() || selection.first.file != file() || selection.last.file != file())
        return;
    *start = starts()[size_t(selection.first.row)];
    *end = starts()[size_t(selection.last.row) + 1];
}

void DiffAccessible::addSelection(int start, int end)
{
    setSelection(0, start, end);
}

void DiffAccessible::removeSelection(int)
{
    view()->clearSelection();
}

void DiffAccessible::setSelection(int, int start, int end)
{
    if (file() < 0)
        return;
    const int current = file();
    view()->setCaret({current, rowAt(start)}, diff::Side::Right, 0, false);
    view()->setCaret({current, rowAt(std::max(start, end - 1))}, diff::Side::Right, std::numeric_limits<int>::max(),
                     true);
}

QString DiffAccessible::attributes(int offset, int *start, int *end) const
{
    const int row = rowAt(offset);
    *start = starts()[size_t(row)];
    *end = row + 1 < int(starts().size()) ? starts()[size_t(row) + 1] : *start;
    return file() < 0 ? QString() : attributesOf({file(), row});
}

} // namespace docket
