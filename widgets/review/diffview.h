// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "widgets/review/diffsearch.h"
#include "widgets/review/diffsurface.h"

#include <optional>

class QHelpEvent;

namespace docket {

class CommentEditor;
class DiffActions;

/**
 * The change as a reader uses it: caret, selection, pointer, commands and comments over the painted surface. It shows
 * what it is given and says by signals what the reader wants; comments and read marks come back through setComments()
 * and setLedger().
 */
class DiffView : public DiffSurface
{
    Q_OBJECT

public:
    /** What leads out of the surface; done by who holds the view. */
    enum class Errand : quint8 { GoTo, Definition, CopyPath, CopyLink, OpenEditor, ExportPatch, ExportHtml };
    Q_ENUM(Errand)

    explicit DiffView(QWidget *parent = nullptr);
    ~DiffView() override;

    void begin(std::vector<diff::FileEntry> entries);
    /** Opens the editor with what was being written; does not take the focus. Nothing happens while another one is
     * open. */
    void openDraft(const review::Comment &draft);
    /** What is being written, and closes the editor; draftChanged() is not sent. */
    std::optional<review::Comment> takeDraft();
    /** What was read; of this document. */
    void setLedger(const review::ReadLedger &ledger);

    DiffActions *actionList() const { return m_actions; }
    DiffSearch *search() const { return m_search; }
    bool showsAuthors() const;
    /** Index of the hit that nextHit() went to; -1 before. */
    int currentHit() const { return m_currentHit; }
    RowPlace caretRow() const { return m_state.caretRow; }
    TextPlace caret() const { return m_state.caret; }
    /** The name that the caret touches, or the selected one; empty if there is none. */
    QString wordAtCaret() const;
    /** Text of the selection, lines joined by LF, without numbers and signs. */
    QString selectedText() const;
    /** The added lines of the change that the caret stands in; none where it stands in no change. */
    QStringList addedLinesAtCaret() const;
    CommentEditor *editor() const { return m_editor; }

public Q_SLOTS:
    void setShowAuthors(bool show);

    void goTo(const docket::TextPlace &place);
    void goToFile(int file);
    void nextChange(int step);
    void nextFile(int step);
    void nextComment(int step);
    void nextHit(int step);
    void moveRows(int rows, bool select = false);
    void otherSide();
    void toggleFold();
    void expandLines(int step);
    void expandFunction();
    void foldAgain();
    void tellAuthor();
    void toggleViewed();
    /** The hunk at the caret, or the file from its header. */
    void toggleRead();
    /** Marks what the caret is at as read and goes to the next part that is not. */
    void readAndOn();
    void nextUnread(int step);
    void followMove();
    void lookAtPicture();
    void requestStep();
    void copy();
    void selectAll();

    void writeComment();
    void writeFileComment(int file);
    void writeReviewComment();
    void replyToComment();
    void editComment();
    void resolveComment();
    void removeComment();

Q_SIGNALS:
    void viewedToggled(int file, bool viewed);
    void readToggled(docket::review::ReadPlace place, bool read);
    /** There is no unread part to go to. */
    void nothingUnread();
    /** New where its id is invalid; else changed. */
    void commentSaved(const docket::review::Comment &comment);
    void commentDeleted(docket::CommentId comment);
    /** What is being written, a moment after each change; nothing when it was saved or thrown away. */
    void draftChanged(const std::optional<docket::review::Comment> &draft);
    void sinceLookRequested();
    void findRequested();
    void errandRequested(docket::DiffView::Errand errand);
    void helpRequested();
    void lookupFailed(const docket::Error &error);
    void caretMoved();
    /** What wrote the change under the caret is asked for. */
    void stepRequested(const QString &path, const QStringList &addedLines);

protected:
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    friend class DiffAccessible;
    enum class Drag : quint8 { None, Text, Comment };
    struct Pointed
    {
        RowPlace row;
        diff::Side side = diff::Side::Right;
        int byte = 0;
        bool gutter = false;
        bool author = false; ///< in the column that tells who wrote the line
        bool hanging = false;
        QRect band; ///< of the row's text, viewport coordinates
    };

    // caret, selection, pointer (diffviewinput.cpp, diffviewpointer.cpp)
    void setCaret(RowPlace row, diff::Side side, int byte, bool select, bool keepColumn = false);
    void remapCaret() override;
    void updateSelection();
    void clearSelection();
    void goToPart(review::ReadPlace place);
    void updateRow(RowPlace row);
    Pointed pointAt(QPoint position) const;
    void moveColumn(int step, bool word, bool select);
    void moveToEdge(bool end, bool whole, bool select);
    void hover(std::optional<QPointF> position);
    void autoScroll();
    QPoint dragBeyond() const;
    bool clickParts(const QMouseEvent *event);
    diff::Span wordAt(const TextPlace &place) const;
    void selectWord();
    RowPlace stepRow(RowPlace row, int step) const;
    RowPlace nearestFold(int step) const;

    // authors of the base (diffviewauthors.cpp)
    void updateAuthors(int file);
    bool authorToolTip(const QHelpEvent *event);

    // comments (diffviewcomments.cpp)
    void placeEditor() override;
    bool hasEditor() const override { return m_editor != nullptr; }
    void openEditor(const review::Comment &comment, bool isDraft = false);
    void closeEditor();
    const CommentBox *boxAtCaret() const;
    bool clickHanging(const QMouseEvent *event);
    void runButton(const CommentBox::Hit &hit);
    std::optional<review::CommentAnchor> anchorAtSelection() const;

    DiffActions *m_actions = nullptr;
    DiffSearch *m_search = nullptr;
    CommentEditor *m_editor = nullptr;
    review::CommentAnchor m_editorAnchor;
    QTimer m_draftTimer;
    QTimer m_autoScrollTimer;
    int m_currentHit = -1;
    int m_authorAsked = -1; ///< the file whose answer tellAuthor() waits for
    int m_keepOpen = -1; ///< file that does not close although all of it is read: its last hunk was marked in it
    // The other end of the selection; equal to the caret when nothing is selected.
    RowPlace m_anchorRow;
    TextPlace m_anchor;
    int m_wishedCell = 0;
    Drag m_drag = Drag::None;
    QPoint m_dragPosition;
};

} // namespace docket
