// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "widgets/review/commenteditor.h"
#include "widgets/review/picturerows.h"
#include "widgets/review/rowtext.h"

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

using diff::Side;

std::optional<review::CommentAnchor> DiffView::anchorAtSelection() const
{
    const RowPlace caret = m_state.caretRow;
    if (!caret.isValid())
        return {};
    if (!m_state.caret.isValid() || !m_scene.file(caret.file))
        return review::makeFileAnchor(m_scene.document().entry(caret.file));
    // Lines of the caret's side within the selection, as far as it stays in the file.
    const Side side = m_state.caret.side;
    int first = m_state.caret.line;
    int last = first;
    const PaintState::Selection &selection = m_state.selection;
    if (!selection.isEmpty()) {
        for (RowPlace row = selection.first; row.isValid() && row <= selection.last; row = stepRow(row, 1)) {
            const int line = row.file == caret.file ? m_scene.lineAt(row, side) : -1;
            if (line < 0)
                continue;
            first = std::min(first, line);
            last = std::max(last, line);
        }
    }
    return review::makeAnchor(*m_scene.file(caret.file), side, first, last);
}

void DiffView::writeComment()
{
    if (const auto anchor = anchorAtSelection()) {
        review::Comment comment;
        comment.anchor = *anchor;
        openEditor(comment);
    }
}

void DiffView::writeFileComment(int file)
{
    if (file < 0 || file >= m_scene.fileCount())
        return;
    review::Comment comment;
    comment.anchor = review::makeFileAnchor(m_scene.document().entry(file));
    openEditor(comment);
}

void DiffView::writeReviewComment()
{
    openEditor({});
}

const CommentBox *DiffView::boxAtCaret() const
{
    if (!m_state.caretRow.isValid())
        return nullptr;
    for (const DiffScene::Hanging &hanging : m_scene.hangingAt(m_state.caretRow)) {
        if (hanging.box)
            return hanging.box;
    }
    return nullptr;
}

void DiffView::replyToComment()
{
    if (const CommentBox *box = boxAtCaret())
        runButton({CommentBox::Button::Reply, box->first().id});
}

void DiffView::editComment()
{
    if (const CommentBox *box = boxAtCaret())
        runButton({CommentBox::Button::Edit, box->comments().constLast().id});
}

void DiffView::resolveComment()
{
    if (const CommentBox *box = boxAtCaret())
        runButton({CommentBox::Button::Resolve, box->first().id});
}

void DiffView::removeComment()
{
    if (const CommentBox *box = boxAtCaret())
        runButton({CommentBox::Button::Delete, box->comments().constLast().id});
}

void DiffView::runButton(const CommentBox::Hit &hit)
{
    const auto found = std::ranges::find(m_scene.comments(), hit.comment, &review::Comment::id);
    if (found == m_scene.comments().end())
        return;
    review::Comment comment = *found;
    switch (hit.button) {
    case CommentBox::Button::Reply: {
        review::Comment reply;
        reply.task = comment.task;
        reply.anchor = comment.anchor;
        reply.replyTo = comment.id;
        reply.severity = comment.severity;
        openEditor(reply);
        break;
    }
    case CommentBox::Button::Edit:
        openEditor(comment);
        break;
    case CommentBox::Button::Resolve:
        comment.resolved = !comment.resolved;
        Q_EMIT commentSaved(comment);
        break;
    case CommentBox::Button::Delete:
        Q_EMIT commentDeleted(comment.id);
        break;
    }
}

bool DiffView::clickHanging(const QMouseEvent *event)
{
    const QPointF at = event->position();
    const auto click = [&](const std::vector<DiffScene::Hanging> &hanging, qint64 top) {
        for (const DiffScene::Hanging &each : hanging) {
            if (!each.box)
                continue;
            const QPointF corner(m_painter.hangingLeft(each.side, m_state.columns), double(top + each.top));
            if (const auto hit = each.box->buttonAt(at - corner)) {
                runButton(*hit);
                return true;
            }
        }
        return false;
    };
    if (click(m_scene.hangingAtTop(), -scrollY()))
        return true;
    const Pointed pointed = pointAt(at.toPoint());
    return pointed.hanging
        && click(m_scene.hangingAt(pointed.row),
                 m_scene.geometry().rowTop(pointed.row.file, pointed.row.row) - scrollY());
}

void DiffView::openEditor(const review::Comment &comment, bool isDraft)
{
    if (m_editor && m_editor->hasText()) { // never throw away what somebody wrote
        m_editor->setFocus();
        placeEditor();
        return;
    }
    closeEditor();
    const review::CommentAnchor &anchor = comment.anchor;
    const QString file =
        anchor.isWholeReview() ? QString() : RowText::path(anchor.path.mid(anchor.path.lastIndexOf('/') + 1));
    QString place = tr("On the review as a whole");
    if (anchor.isWholeFile())
        place = tr("On %1").arg(file);
    else if (!anchor.isWholeReview() && anchor.firstLine == anchor.lastLine)
        place = anchor.side == Side::Left ? tr("On line %1 before, %2").arg(anchor.firstLine + 1).arg(file)
                                          : tr("On line %1, %2").arg(anchor.firstLine + 1).arg(file);
    else if (!anchor.isWholeReview())
        place = anchor.side == Side::Left
            ? tr("On lines %1 to %2 before, %3").arg(anchor.firstLine + 1).arg(anchor.lastLine + 1).arg(file)
            : tr("On lines %1 to %2, %3").arg(anchor.firstLine + 1).arg(anchor.lastLine + 1).arg(file);
    m_editor = new CommentEditor(comment, place, viewport());
    m_editorAnchor = anchor;
    connect(m_editor, &CommentEditor::changed, &m_draftTimer, qOverload<>(&QTimer::start));
    connect(m_editor, &CommentEditor::cancelled, this, [this] {
        closeEditor();
        Q_EMIT draftChanged(std::nullopt);
    });
    connect(m_editor, &CommentEditor::saved, this, [this] {
        const review::Comment written = m_editor->comment();
        closeEditor();
        Q_EMIT commentSaved(written);
        Q_EMIT draftChanged(std::nullopt);
    });
    m_editor->resize(m_scene.style().commentWidth, m_editor->wantedHeight());
    keepPlace([&] { m_scene.setDraft(anchor, m_editor->height() + 12); });
    sceneChanged();
    m_editor->show();
    if (isDraft) {
        m_editor->setUnsent();
        return placeEditor();
    }
    if (anchor.isWholeReview())
        verticalScrollBar()->setValue(0);
    m_editor->setFocus();
    const QRect rect = m_editor->geometry();
    if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height() + 8);
    placeEditor();
}

void DiffView::closeEditor()
{
    if (!m_editor)
        return;
    const bool hadFocus = m_editor->isAncestorOf(QApplication::focusWidget());
    m_draftTimer.stop();
    m_editor->hide();
    m_editor->deleteLater();
    m_editor = nullptr;
    keepPlace([&] { m_scene.setDraft({}, 0); });
    sceneChanged();
    if (hadFocus)
        setFocus();
}

void DiffView::openDraft(const review::Comment &draft)
{
    if (!m_editor)
        openEditor(draft, true);
}

std::optional<review::Comment> DiffView::takeDraft()
{
    if (!m_editor)
        return {};
    const std::optional<review::Comment> draft =
        m_editor->hasText() ? std::optional(m_editor->comment()) : std::nullopt;
    closeEditor();
    return draft;
}

void DiffView::placeEditor()
{
    DiffSurface::placeEditor();
    if (!m_editor)
        return;
    const auto place = [this](const std::vector<DiffScene::Hanging> &hanging, qint64 top) {
        for (const DiffScene::Hanging &each : hanging) {
            if (!each.box && !each.isPicture)
                m_editor->setGeometry(m_painter.hangingLeft(each.side, m_state.columns) + 8, int(top + each.top) + 6,
                                      m_scene.style().commentWidth - 16, m_editor->height());
        }
    };
    place(m_scene.hangingAtTop(), -scrollY());
    const int file = m_editorAnchor.isWholeReview() ? -1 : m_scene.document().indexOf(m_editorAnchor.path);
    if (file < 0)
        return;
    const RowPlace row = m_editorAnchor.isWholeFile()
        ? RowPlace{file, 0}
        : m_scene.rowOf(file, m_editorAnchor.side, m_editorAnchor.lastLine);
    place(m_scene.hangingAt(row), m_scene.geometry().rowTop(row.file, row.row) - scrollY());
}

} // namespace docket
