// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "git/repository.h"

namespace docket::git {

/**
 * The page that shows a line of a commit on the host that `remoteUrl` names; empty unless the host is one whose
 * addresses are known (GitHub, GitLab, Gitea, Forgejo and Codeberg, Bitbucket, sourcehut). Passwords and tokens in the
 * URL are left out. Lines count from 0; negative: the file. Pure.
 */
QString webLink(const QString &remoteUrl, const ObjectId &commit, const QByteArray &path, int line);

/**
 * "path:line@commit", or the page of `origin` if the commit can be there: only what a remote branch of origin reaches
 * has a page.
 */
Result<QString> permalink(const Repository &repository, const ObjectId &commit, const QByteArray &path, int line);

} // namespace docket::git
