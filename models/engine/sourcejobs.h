// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "diff/html.h"
#include "engine/diffservice.h"
#include "review/authorship.h"
#include "review/definition.h"

namespace docket {

// What a reader asks of a repository beside the diff. All block and are for pool threads; nothing in a work tree is
// written.

/** Bytes of a blob as git has them; more than `maxBytes` is Refused, unread. */
Result<QByteArray> readBlobOf(const QString &repository, const ObjectId &blob, qint64 maxBytes);

Result<QByteArray> readFileOf(const QString &repository, const ObjectId &commit, const QByteArray &path);

Result<review::AuthorshipPtr> authorsOf(const QString &repository, const ObjectId &commit, const QByteArray &path,
                                        const CancelToken &cancel);

/**
 * Where `name` seems to be defined in the trees after and before the change (`base` may be invalid); nearest to
 * `fromPath` first.
 */
Result<QList<review::Definition>> findDefinitions(const QString &repository, const ObjectId &head, const ObjectId &base,
                                                  const QByteArray &name, const QByteArray &fromPath,
                                                  const CancelToken &cancel);

Result<QString> permalinkOf(const QString &repository, const ObjectId &commit, const QByteArray &path, int line);

enum class ExportFormat : quint8 { Patch, Html };

struct ExportOrder
{
    DiffJob job;
    std::vector<diff::FileEntry> entries;
    std::vector<diff::FileDiffPtr> files; ///< those that are known; a missing one is computed
    ExportFormat format = ExportFormat::Patch;
    QString title;
    diff::HtmlWords words;
    QString fileName; ///< written as a whole or not at all
};

Result<void> exportChange(const ExportOrder &order, const CancelToken &cancel);

/** What an editor opens. */
struct EditorFile
{
    QString path;
    bool isCopy = false; ///< read-only
};
/**
 * The file itself if `worktree` (may be empty) has it as a plain file and no link lies on the way to it, since an agent
 * may have made that link; otherwise a read-only copy of the commit's file below `folder`, named like the file.
 */
Result<EditorFile> fileForEditor(const QString &repository, const ObjectId &commit, const QByteArray &path,
                                 const QString &worktree, const QString &folder);

} // namespace docket
