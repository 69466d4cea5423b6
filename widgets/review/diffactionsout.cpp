// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffactions.h"
#include "widgets/review/diffview.h"

#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace docket {

using Errand = DiffView::Errand;

void DiffActions::addContext()
{
    DiffView *view = m_view;
    const Group read = Group::Review;
    add(read, u"diffExpandUp"_s, tr("Show 20 more lines above"), {Qt::Key_U}, [view] { view->expandLines(-1); });
    add(read, u"diffExpandDown"_s, tr("Show 20 more lines below"), {Qt::Key_D}, [view] { view->expandLines(1); });
    add(read, u"diffExpandFunction"_s, tr("Show the whole function"), {Qt::Key_F}, [view] { view->expandFunction(); });
    add(read, u"diffFoldAgain"_s, tr("Fold what is unchanged again"), {Qt::Key_Z}, [view] { view->foldAgain(); });
    add(read, u"diffPicture"_s, tr("Compare the picture"), {Qt::Key_I}, [view] { view->lookAtPicture(); });
    add(read, u"diffAuthor"_s, tr("Who wrote this line"), {Qt::SHIFT | Qt::Key_A}, [view] { view->tellAuthor(); });
    QAction *authors = addToggle(Group::Show, u"diffAuthors"_s, tr("Who wrote the lines of the base"), {Qt::Key_A},
                                 [view](bool on) { view->setShowAuthors(on); });
    connect(view, &DiffView::modeChanged, this, [view, authors] { authors->setChecked(view->showsAuthors()); });
}

void DiffActions::addOut()
{
    const auto errand = [this](Group group, const QString &name, const QString &text, const QKeySequence &key,
                               Errand which) {
        add(group, name, text, {key}, [view = m_view, which] { Q_EMIT view->errandRequested(which); });
    };
    errand(Group::Move, u"diffGoTo"_s, tr("Go to a file or line \u2026"), Qt::Key_G, Errand::GoTo);
    errand(Group::Move, u"diffDefinition"_s, tr("Go to the definition"), Qt::Key_F12, Errand::Definition);
    errand(Group::Out, u"diffCopyPath"_s, tr("Copy the path"), Qt::Key_Y, Errand::CopyPath);
    errand(Group::Out, u"diffCopyLink"_s, tr("Copy a permanent link"), Qt::SHIFT | Qt::Key_Y, Errand::CopyLink);
    errand(Group::Out, u"diffOpenEditor"_s, tr("Open in the editor"), Qt::SHIFT | Qt::Key_E, Errand::OpenEditor);
    errand(Group::Out, u"diffExportPatch"_s, tr("Save the change as a patch \u2026"), Qt::CTRL | Qt::ALT | Qt::Key_F,
           Errand::ExportPatch);
    errand(Group::Out, u"diffExportHtml"_s, tr("Save the change as a page \u2026"), Qt::CTRL | Qt::ALT | Qt::Key_T,
           Errand::ExportHtml);
}

} // namespace docket
