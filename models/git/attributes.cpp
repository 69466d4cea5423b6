// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/attributes.h"

#include "git/handles.h"

#include <git2/sys/repository.h>

#include <QFile>
#include <QSet>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

std::optional<bool> truth(git_attr_value_t kind, const char *value)
{
    switch (kind) {
    case GIT_ATTR_VALUE_TRUE:
        return true;
    case GIT_ATTR_VALUE_FALSE:
        return false;
    case GIT_ATTR_VALUE_STRING:
        return qstricmp(value, "false") != 0 && qstrcmp(value, "0") != 0;
    case GIT_ATTR_VALUE_UNSPECIFIED:
        break;
    }
    return std::nullopt;
}

struct AttributesFile
{
    QByteArray path;
    git_oid blob;
};

/** The .gitattributes of every folder above the paths. One pass over the folders, whatever the number of paths. */
class AttributesFiles
{
public:
    explicit AttributesFiles(git_repository *repository) : m_repository(repository) {}

    Result<void> collect(const git_tree *root, const QList<QByteArray> &paths, const CancelToken &cancel)
    {
        take(root, {});
        QSet<QByteArray> known;
        for (const QByteArray &path : paths) {
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled, u"Cancelled."_s);
            // Folders of neighbours are the same but for the last few.
            const QByteArray folder = path.first(path.lastIndexOf('/') + 1);
            if (folder.isEmpty() || known.contains(folder))
                continue;
            known.insert(folder);
            descend(root, folder);
        }
        return {};
    }

    const QList<AttributesFile> &files() const { return m_files; }

private:
    struct Level
    {
        QByteArray folder;
        TreeHandle tree;
    };

    void take(const git_tree *tree, const QByteArray &folder)
    {
        const git_tree_entry *entry = git_tree_entry_byname(tree, ".gitattributes");
        // As git does: one that is a link says nothing.
        if (entry && (git_tree_entry_filemode(entry) & 0170000) == 0100000 && !m_taken.contains(folder))
            m_files.append({folder + ".gitattributes", *git_tree_entry_id(entry)});
        m_taken.insert(folder);
    }

    /** A folder that this version does not have says nothing. */
    void descend(const git_tree *root, const QByteArray &folder)
    {
        while (!m_levels.empty() && !folder.startsWith(m_levels.back().folder))
            m_levels.pop_back();
        qsizetype at = m_levels.empty() ? 0 : m_levels.back().folder.size();
        while (at < folder.size()) {
            const qsizetype end = folder.indexOf('/', at);
            const git_tree *above = m_levels.empty() ? root : m_levels.back().tree.get();
            const git_tree_entry *entry = git_tree_entry_byname(above, folder.sliced(at, end - at).constData());
            Level level{folder.first(end + 1), {}};
            if (!entry || git_tree_entry_type(entry) != GIT_OBJECT_TREE
                || git_tree_lookup(level.tree.out(), m_repository, git_tree_entry_id(entry)) < 0)
                return;
            take(level.tree.get(), level.folder);
            m_levels.push_back(std::move(level));
            at = end + 1;
        }
    }

    git_repository *m_repository;
    std::vector<Level> m_levels; ///< the folders from the root down to where the last path was
    QList<AttributesFile> m_files;
    QSet<QByteArray> m_taken;
};

/** Folders whose rules may say something. */
class Folders
{
public:
    /** With a slash at its end; empty: all. */
    void add(const QByteArray &folder) { m_folders.insert(folder); }
    bool isEmpty() const { return m_folders.isEmpty(); }
    bool hold(const QByteArray &path) const
    {
        qsizetype end = 0; // behind the slash of one folder after the other, from the top down
        do {
            if (m_folders.contains(QByteArray::fromRawData(path.constData(), end)))
                return true;
            end = path.indexOf('/', end) + 1;
        } while (end > 0);
        return false;
    }

private:
    QSet<QByteArray> m_folders;
};

/** False where no rule can say anything about `names`; macros may say anything. */
bool mayName(QByteArrayView text, std::span<const char *const> names)
{
    return text.contains("[attr]") || text.contains("binary")
        || std::ranges::any_of(names, [&](const char *name) { return text.contains(name); });
}

} // namespace

Result<QHash<QByteArray, PathAttributes>> attributesAt(const Repository &repository, const ObjectId &commit,
                                                       const QList<QByteArray> &paths, const CancelToken &cancel)
{
    static constexpr const char *names[] = {"linguist-generated", "linguist-vendored", "diff", "filter"};
    const auto root = lookupTree(repository.handle(), commit);
    if (!root)
        return std::unexpected(root.error());
    AttributesFiles found(repository.handle());
    if (auto done = found.collect(root->get(), paths, cancel); !done)
        return std::unexpected(done.error());

    // To ask for a path costs as much as many trees, so first it is made sure that there is anything to be said of it.
    QFile own(repository.commonDir() + u"/info/attributes"_s);
    Folders speaking;
    if (own.open(QIODevice::ReadOnly) && mayName(own.readAll(), names))
        speaking.add({});
    // A handle without a work tree, and an index that holds nothing else, leave these as the only places to look at.
    const auto bare = Repository::openGitDir(repository.commonDir(), {});
    if (!bare)
        return std::unexpected(bare.error());
    IndexHandle index;
    if (git_index_new(index.out()) < 0)
        return gitFail(-1, u"The attributes cannot be read"_s);
    for (const AttributesFile &file : found.files()) {
        const QByteArray text = repository.readBlob(toId(&file.blob)).value_or(QByteArray());
        if (mayName(text, names))
            speaking.add(text.contains("[attr]") ? QByteArray() : file.path.first(file.path.lastIndexOf('/') + 1));
        git_index_entry entry = {};
        entry.mode = GIT_FILEMODE_BLOB;
        entry.id = file.blob;
        entry.path = file.path.constData();
        if (const int rc = git_index_add(index.get(), &entry); rc < 0)
            return gitFail(rc, u"The attributes cannot be read"_s, displayPath(file.path));
    }
    QHash<QByteArray, PathAttributes> result;
    if (speaking.isEmpty())
        return result;
    if (git_repository_set_index(bare->handle(), index.get()) < 0)
        return gitFail(-1, u"The attributes cannot be read"_s);
    git_attr_options options = GIT_ATTR_OPTIONS_INIT;
    options.flags = GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_NO_SYSTEM;
    for (const QByteArray &path : paths) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        if (!speaking.hold(path))
            continue;
        const char *values[std::size(names)] = {};
        if (const int rc =
                git_attr_get_many_ext(values, bare->handle(), &options, path.constData(), std::size(names),
                                      const_cast<const char **>(names));
            rc < 0)
            return gitFail(rc, u"The attributes cannot be read"_s, displayPath(path));
        PathAttributes attributes;
        attributes.generated = truth(git_attr_value(values[0]), values[0]);
        attributes.vendored = truth(git_attr_value(values[1]), values[1]);
        const git_attr_value_t diff = git_attr_value(values[2]);
        if (diff == GIT_ATTR_VALUE_STRING)
            attributes.diffDriver = QString::fromUtf8(values[2]);
        else
            attributes.text = truth(diff, values[2]);
        if (git_attr_value(values[3]) == GIT_ATTR_VALUE_STRING)
            attributes.filter = QString::fromUtf8(values[3]);
        result.insert(path, attributes);
    }
    return result;
}

} // namespace docket::git
