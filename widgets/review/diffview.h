// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "widgets/review/diffcaret.h"
#include "widgets/review/diffsearch.h"

#include <optional>

class QHelpEvent;

namespace docket {

class CommentEditor;
class DiffActions;

/**
 * The change as a reader uses it: keys, pointer, commands and comments over the surface and its caret. It shows
 * what it is given and says by signals what the reader wants; comments and read marks come back through setComments()
 * and setLedger().
 */
class DiffView : public DiffCaret
{
    Q_OBJECT

public:
    /** What leads out of the surface; done by who holds the view. */
    enum class Errand : quint8 { GoTo, Definition, CopyPath, CopyLink, OpenEditor, ExportPatch, ExportHtml };
    Q_ENUM(Errand)

    explicit DiffView(QWidget *parent = nullptr);
    ~DiffView() override;

    void begin(std::vector<diff::FileEntry> entries);
    /** Opens the editor with what was being written, without taking the focus, unless another one is open. */
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
    CommentEditor *editor() const { return m_editor; }

public Q_SLOTS:
    void setShowAuthors(bool show);
    void nextHit(int step);
    void tellAuthor();
    void toggleViewed();
    /** The hunk at the caret, or the file from its header. */
    void toggleRead();
    /** Marks what the caret is at as read and goes to the next part that is not. */
    void readAndOn();
    void nextUnread(int step);
    void lookAtPicture();
    void requestStep();

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

    // keys and pointer (diffviewinput.cpp, diffviewpointer.cpp)
    void goToPart(review::ReadPlace place);
    Pointed pointAt(QPoint position) const;
    void hover(std::optional<QPointF> position);
    void autoScroll();
    QPoint dragBeyond() const;
    bool clickParts(const QMouseEvent *event);

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
    Drag m_drag = Drag::None;
    QPoint m_dragPosition;
};

} // namespace docket
