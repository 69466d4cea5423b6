// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QAccessibleWidget>

#include <vector>

namespace docket {

class DiffView;
struct RowPlace;

/**
 * The surface for screen readers: one text with a line for each row, in words (file, kind of change, number, text,
 * comments). The reader's text is that of the file in hand, so that no answer grows with the change; going to another
 * file replaces it. Each row has the attributes "kind" (header, note, hidden, unchanged, added, removed, changed,
 * moved, copied), "side" (before, after, both), "line" (numbers from 1), "read" (true, false; where a hunk begins) and
 * "comments" (how many threads hang below it).
 */
class DiffAccessible : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit DiffAccessible(DiffView *view);
    /** Makes QAccessible know DiffView; safe to call again. */
    static void install();

    void *interface_cast(QAccessible::InterfaceType type) override;
    QString text(QAccessible::Text type) const override;
    QAccessible::State state() const override;

    void selection(int index, int *start, int *end) const override;
    int selectionCount() const override;
    void addSelection(int start, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int start, int end) override;
    int cursorPosition() const override;
    void setCursorPosition(int position) override;
    QString text(int start, int end) const override;
    int characterCount() const override;
    QString textAtOffset(int offset, QAccessible::TextBoundaryType type, int *start, int *end) const override;
    QString textBeforeOffset(int offset, QAccessible::TextBoundaryType type, int *start, int *end) const override;
    QString textAfterOffset(int offset, QAccessible::TextBoundaryType type, int *start, int *end) const override;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int *start, int *end) const override;

private:
    DiffView *view() const;
    int file() const;
    /** Offsets of the rows of the file in hand, one more than there are. */
    const std::vector<int> &starts() const;
    int rowAt(int offset) const;
    QString rowText(int row) const;
    QString attributesOf(RowPlace place) const;

    mutable std::vector<int> m_starts;
    mutable int m_file = -1;
    mutable quint64 m_revision = 0;
};

} // namespace docket
