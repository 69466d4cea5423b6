// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "core/ids.h"
#include "diff/filediff.h"
#include "review/authorship.h"
#include "review/definition.h"

#include <QObject>

#include <functional>
#include <vector>

namespace docket {

/** A file of a commit, and a line of it where that matters. */
struct SourcePlace
{
    QString repository; ///< absolute path
    ObjectId commit;
    QByteArray path;
    int line = -1;      ///< from 0; -1: the file
    ObjectId blob = {}; ///< its content where it is known; else the commit tells

    bool operator==(const SourcePlace &) const = default;
};

struct DefinitionQuery
{
    QString repository;
    ObjectId head;
    ObjectId base; ///< may be invalid
    QByteArray name;
    QByteArray fromPath;
};

struct ChangeExport
{
    QString repository;
    ObjectId from;
    ObjectId to;
    diff::DiffOptions options = {};
    ObjectId start = {}; ///< as in DiffRequest
    std::vector<diff::FileEntry> entries;
    std::vector<diff::FileDiffPtr> files; ///< as far as they have come
    bool html = false;                    ///< else a patch that `git apply` takes
    QString title;
    QString fileName;                     ///< absolute
};

/**
 * What the reader of a change asks of the repository beside the diff. GUI thread; nothing blocks. A reply is called
 * later, at most once: not if `context` died or the returned token was cancelled.
 */
class SourceLookup : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    using QObject::QObject;

    /** Larger ones are Refused, unread. */
    virtual CancelToken readBlob(const QString &repository, const ObjectId &blob, qint64 maxBytes, QObject *context,
                                 Reply<QByteArray> reply) = 0;
    /** The file as its commit has it. */
    virtual CancelToken readFile(const SourcePlace &place, QObject *context, Reply<QByteArray> reply) = 0;
    virtual CancelToken findAuthors(const SourcePlace &file, QObject *context, Reply<review::AuthorshipPtr> reply) = 0;
    /** Nearest first; empty where nothing was found. */
    virtual CancelToken findDefinitions(const DefinitionQuery &query, QObject *context,
                                        Reply<QList<review::Definition>> reply) = 0;
    /** A web address where the commit can be on a host that is known, "path:line@commit" otherwise. */
    virtual CancelToken permalink(const SourcePlace &place, QObject *context, Reply<QString> reply) = 0;
    virtual CancelToken exportChange(const ChangeExport &change, QObject *context, Reply<void> reply) = 0;
    /** The file in `worktree` (may be empty), or a read-only copy; the reply says what was opened, in a sentence. */
    virtual CancelToken openInEditor(const SourcePlace &place, const QString &worktree, QObject *context,
                                     Reply<QString> reply) = 0;
};

} // namespace docket
