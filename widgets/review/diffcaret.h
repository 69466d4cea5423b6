// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/diffsurface.h"

namespace docket {

/**
 * The surface with a caret in it: where it stands, what is selected from it, and the ways that it goes, by letters,
 * rows, changes, files and comments. What is gone to is unfolded and brought on screen, and so is what is asked for
 * around the caret. It knows no keys and no pointer.
 */
class DiffCaret : public DiffSurface
{
    Q_OBJECT

public:
    using DiffSurface::DiffSurface;

    RowPlace caretRow() const { return m_state.caretRow; }
    TextPlace caret() const { return m_state.caret; }
    /** The name that the caret touches, or the selected one; empty if there is none. */
    QString wordAtCaret() const;
    /** Text of the selection, lines joined by LF, without numbers and signs. */
    QString selectedText() const;
    /** The added lines of the change that the caret stands in; none where it stands in no change. */
    QStringList addedLinesAtCaret() const;

public Q_SLOTS:
    void goTo(const docket::TextPlace &place);
    void goToFile(int file);
    void nextChange(int step);
    void nextFile(int step);
    void nextComment(int step);
    void moveRows(int rows, bool select = false);
    void otherSide();
    void followMove();
    void toggleFold();
    void expandLines(int step);
    void expandFunction();
    void foldAgain();
    void copy();
    void selectAll();

Q_SIGNALS:
    void caretMoved();

protected:
    void remapCaret() override;

    void setCaret(RowPlace row, diff::Side side, int byte, bool select, bool keepColumn = false);
    void updateSelection();
    void clearSelection();
    void selectWord();
    void moveColumn(int step, bool word, bool select);
    void moveToEdge(bool end, bool whole, bool select);
    void updateRow(RowPlace row);
    RowPlace nearestFold(int step) const;
    diff::Span wordAt(const TextPlace &place) const;
    /** The row below (1) or above (-1), over the ends of files; not valid beyond the ends of all. */
    RowPlace stepRow(RowPlace row, int step) const;

    // The other end of the selection; equal to the caret when nothing is selected.
    RowPlace m_anchorRow;
    TextPlace m_anchor;
    int m_wishedCell = 0; ///< the column that the caret comes back to behind shorter lines
};

} // namespace docket
