// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffactions.h"

#include "widgets/review/diffview.h"

#include <QKeySequence>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace docket {

DiffActions::DiffActions(DiffView *view) : QObject(view), m_view(view)
{
    addMoves();
    addReview();
    addShow();
    addContext();
    addOut();
}

QAction *DiffActions::add(Group group, const QString &name, const QString &text, const QList<QKeySequence> &keys,
                          const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, m_view, run);
    m_view->addAction(action);
    m_actions.append({group, action});
    return action;
}

QAction *DiffActions::addToggle(Group group, const QString &name, const QString &text, const QList<QKeySequence> &keys,
                                const std::function<void(bool)> &run)
{
    QAction *action = add(group, name, text, keys, [] {});
    action->setCheckable(true);
    connect(action, &QAction::triggered, m_view, run);
    return action;
}

void DiffActions::addMoves()
{
    DiffView *view = m_view;
    const Group move = Group::Move;
    add(move, u"diffNextChange"_s, tr("Next change"), {Qt::Key_F7, Qt::Key_N}, [view] { view->nextChange(1); });
    add(move, u"diffPreviousChange"_s, tr("Previous change"), {Qt::SHIFT | Qt::Key_F7, Qt::Key_P},
        [view] { view->nextChange(-1); });
    add(move, u"diffNextFile"_s, tr("Next file"), {Qt::Key_BracketRight}, [view] { view->nextFile(1); });
    add(move, u"diffPreviousFile"_s, tr("Previous file"), {Qt::Key_BracketLeft}, [view] { view->nextFile(-1); });
    add(move, u"diffDown"_s, tr("Down a line"), {Qt::Key_J}, [view] { view->moveRows(1); });
    add(move, u"diffUp"_s, tr("Up a line"), {Qt::Key_K}, [view] { view->moveRows(-1); });
    add(move, u"diffOtherSide"_s, tr("To the other side"), {Qt::Key_O}, [view] { view->otherSide(); });
    add(move, u"diffNextComment"_s, tr("Next comment"), {Qt::Key_Period}, [view] { view->nextComment(1); });
    add(move, u"diffPreviousComment"_s, tr("Previous comment"), {Qt::Key_Comma}, [view] { view->nextComment(-1); });
    add(move, u"diffStep"_s, tr("Show the step that wrote this"), {Qt::Key_T}, [view] { view->requestStep(); });
    add(move, u"diffFollowMove"_s, tr("Go where it moved"), {Qt::Key_M}, [view] { view->followMove(); });
}

void DiffActions::addReview()
{
    DiffView *view = m_view;
    add(Group::Review, u"diffViewed"_s, tr("Mark the file as viewed"), {Qt::Key_V}, [view] { view->toggleViewed(); });
    add(Group::Review, u"diffRead"_s, tr("Mark the hunk as read, or not"), {Qt::SHIFT | Qt::Key_H},
        [view] { view->toggleRead(); });
    add(Group::Review, u"diffReadOn"_s, tr("Hunk read, on to the next unread one"), {Qt::Key_H},
        [view] { view->readAndOn(); });
    add(Group::Review, u"diffNextUnread"_s, tr("Next unread hunk"), {Qt::SHIFT | Qt::Key_N},
        [view] { view->nextUnread(1); });
    add(Group::Review, u"diffPreviousUnread"_s, tr("Previous unread hunk"), {Qt::SHIFT | Qt::Key_P},
        [view] { view->nextUnread(-1); });
    add(Group::Review, u"diffExpand"_s, tr("Show or hide unchanged lines"), {Qt::Key_X},
        [view] { view->toggleFold(); });
    const Group comment = Group::Comment;
    add(comment, u"diffComment"_s, tr("Comment on the lines"), {Qt::Key_C}, [view] { view->writeComment(); });
    add(comment, u"diffCommentFile"_s, tr("Comment on the file"), {Qt::SHIFT | Qt::Key_C},
        [view] { view->writeFileComment(view->caretRow().file); });
    add(comment, u"diffCommentReview"_s, tr("Comment on the whole review"), {Qt::ALT | Qt::Key_C},
        [view] { view->writeReviewComment(); });
    add(comment, u"diffReply"_s, tr("Reply to the comment"), {Qt::Key_R}, [view] { view->replyToComment(); });
    add(comment, u"diffEditComment"_s, tr("Edit the comment"), {Qt::Key_E}, [view] { view->editComment(); });
    add(comment, u"diffResolveComment"_s, tr("Resolve the comment, or open it again"), {Qt::SHIFT | Qt::Key_R},
        [view] { view->resolveComment(); });
    add(comment, u"diffDeleteComment"_s, tr("Delete the comment"), {Qt::SHIFT | Qt::Key_Delete},
        [view] { view->removeComment(); });
}

void DiffActions::addShow()
{
    DiffView *view = m_view;
    const Group show = Group::Show;
    addToggle(show, u"diffSinceLook"_s, tr("Only what changed since my last look"), {Qt::Key_L},
              [view](bool) { Q_EMIT view->sinceLookRequested(); });
    add(show, u"diffMode"_s, tr("Side by side or unified"), {Qt::Key_S}, [view] { view->toggleMode(); });
    QAction *whole = addToggle(show, u"diffWholeFiles"_s, tr("Whole files"), {Qt::SHIFT | Qt::Key_X},
                               [view](bool on) { view->setWholeFiles(on); });
    QAction *blanks = addToggle(show, u"diffBlanks"_s, tr("Show blanks and tabs"), {Qt::Key_B},
                                [view](bool on) { view->setShowBlanks(on); });
    QAction *wrap =
        addToggle(show, u"diffWrap"_s, tr("Wrap long lines"), {Qt::Key_W}, [view](bool on) { view->setWrap(on); });
    connect(view, &DiffView::modeChanged, this, [view, whole, blanks, wrap] {
        whole->setChecked(view->showsWholeFiles());
        blanks->setChecked(view->showsBlanks());
        wrap->setChecked(view->wraps());
    });
    add(show, u"diffZoomIn"_s, tr("Larger text"), {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal},
        [view] { view->setZoom(view->zoom() + 1); });
    add(show, u"diffZoomOut"_s, tr("Smaller text"), {Qt::CTRL | Qt::Key_Minus},
        [view] { view->setZoom(view->zoom() - 1); });
    add(show, u"diffZoomReset"_s, tr("Normal text size"), {Qt::CTRL | Qt::Key_0}, [view] { view->setZoom(0); });
    const Group edit = Group::Edit;
    add(edit, u"diffCopy"_s, tr("Copy"), QKeySequence::keyBindings(QKeySequence::Copy), [view] { view->copy(); });
    add(edit, u"diffSelectAll"_s, tr("Select the whole file"), QKeySequence::keyBindings(QKeySequence::SelectAll),
        [view] { view->selectAll(); });
    add(edit, u"diffFind"_s, tr("Find in all changes"), {Qt::Key_Slash, Qt::CTRL | Qt::Key_F},
        [view] { Q_EMIT view->findRequested(); });
    add(edit, u"diffFindNext"_s, tr("Next hit"), {Qt::Key_F3}, [view] { view->nextHit(1); });
    add(edit, u"diffFindPrevious"_s, tr("Previous hit"), {Qt::SHIFT | Qt::Key_F3}, [view] { view->nextHit(-1); });
    add(edit, u"diffHelp"_s, tr("Keys"), {Qt::Key_Question, Qt::SHIFT | Qt::Key_Question},
        [view] { Q_EMIT view->helpRequested(); });
}

QList<QAction *> DiffActions::all() const
{
    QList<QAction *> actions;
    for (const auto &[group, action] : m_actions)
        actions += action;
    return actions;
}

QList<QAction *> DiffActions::of(Group group) const
{
    QList<QAction *> actions;
    for (const auto &[of, action] : m_actions) {
        if (of == group)
            actions += action;
    }
    return actions;
}

QString DiffActions::groupTitle(Group group)
{
    switch (group) {
    case Group::Move: return tr("Move");
    case Group::Review: return tr("Read");
    case Group::Comment: return tr("Comment");
    case Group::Show: return tr("Show");
    case Group::Edit: return tr("Find and copy");
    case Group::Out: return tr("Take along");
    }
    return {};
}

QAction *DiffActions::find(QAnyStringView objectName) const
{
    for (const auto &[group, action] : m_actions) {
        if (action->objectName() == objectName)
            return action;
    }
    return nullptr;
}

QMenu *DiffActions::makeContextMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    for (const auto &name : {u"diffCopy",
                             u"diffCopyPath",
                             u"diffCopyLink",
                             u"",
                             u"diffComment",
                             u"diffCommentFile",
                             u"",
                             u"diffRead",
                             u"diffViewed",
                             u"",
                             u"diffExpand",
                             u"diffExpandFunction",
                             u"diffFoldAgain",
                             u"",
                             u"diffFollowMove",
                             u"diffDefinition",
                             u"diffAuthor",
                             u"diffOpenEditor",
                             u"",
                             u"diffMode",
                             u"diffBlanks",
                             u"diffWrap",
                             u"diffWholeFiles",
                             u"diffAuthors",
                             u"",
                             u"diffFind",
                             u"diffHelp"}) {
        if (*name)
            menu->addAction(find(name));
        else
            menu->addSeparator();
    }
    return menu;
}

} // namespace docket
