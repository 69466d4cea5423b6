// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/export.h"

#include "git/handles.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

int stopWhenCancelled(git_checkout_notify_t, const char *, const git_diff_file *, const git_diff_file *, const git_diff_file *, void *payload)
{
    return static_cast<const CancelToken *>(payload)->isCancelled() ? GIT_EUSER : 0;
}

} // namespace

Result<void> exportTree(const Repository &repository, const ObjectId &treeOrCommit, const QString &folder, const CancelToken &cancel)
{
    const QDir target(folder);
    if (!target.exists() || !target.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return fail(ErrorCode::AlreadyExists, u"The files need an empty folder; empty it or choose another one."_s, folder);
    const auto tree = lookupTree(repository.handle(), treeOrCommit);
    if (!tree)
        return std::unexpected(tree.error());
    const QByteArray path = QFile::encodeName(folder);
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_DONT_UPDATE_INDEX | GIT_CHECKOUT_DONT_WRITE_INDEX | GIT_CHECKOUT_NO_REFRESH;
    options.target_directory = path.constData();
    options.notify_flags = GIT_CHECKOUT_NOTIFY_UPDATED;
    options.notify_cb = stopWhenCancelled;
    options.notify_payload = const_cast<CancelToken *>(&cancel);
    const int rc = git_checkout_tree(repository.handle(), reinterpret_cast<git_object *>(tree->get()), &options);
    if (rc == GIT_EUSER)
        return fail(ErrorCode::Cancelled, u"Cancelled."_s);
    if (rc < 0)
        return gitFail(rc, u"The files could not be written"_s, folder);
    return {};
}

} // namespace docket::git
