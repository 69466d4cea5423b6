// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/treecheckout.h"

#include <filesystem>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

/** So many files between two looks at the token: some hundredths of a second each. */
constexpr size_t portion = 1024;

Result<void> checkOutPaths(git_repository *repository, git_tree *tree, std::vector<char *> &paths)
{
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH | GIT_CHECKOUT_DONT_WRITE_INDEX
        | GIT_CHECKOUT_NO_REFRESH;
    options.paths = {paths.data(), paths.size()};
    const int rc = git_checkout_tree(repository, reinterpret_cast<git_object *>(tree), &options);
    paths.clear();
    if (rc < 0)
        return gitFail(rc, u"The files could not be written"_s, QString::fromUtf8(git_repository_workdir(repository)));
    return {};
}

bool isAttributesFile(const char *path)
{
    const QByteArrayView view(path);
    return view == ".gitattributes" || view.endsWith("/.gitattributes");
}

/**
 * Removes links and files that stand where the tree has folders: a checkout that is limited to paths writes through
 * such a link, to wherever an agent let it lead.
 */
void clearFolders(git_repository *repository, git_index *wanted)
{
    const std::string root = git_repository_workdir(repository);
    const size_t count = git_index_entrycount(wanted);
    std::string last;
    for (size_t i = 0; i < count; ++i) {
        const std::string path = git_index_get_byindex(wanted, i)->path;
        const size_t end = path.rfind('/');
        if (end == std::string::npos || path.substr(0, end) == last)
            continue;
        last = path.substr(0, end);
        for (size_t slash = last.find('/');; slash = last.find('/', slash + 1)) {
            const std::filesystem::path folder = root + last.substr(0, slash);
            std::error_code ignored;
            const auto status = std::filesystem::symlink_status(folder, ignored);
            if (std::filesystem::exists(status) && !std::filesystem::is_directory(status))
                std::filesystem::remove(folder, ignored);
            if (slash == std::string::npos)
                break;
        }
    }
}

/** Removes what the tree does not have; what it has is there already, so this pass only deletes. */
Result<void> removeOthers(git_repository *repository, git_tree *tree)
{
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_REMOVE_UNTRACKED | GIT_CHECKOUT_NO_REFRESH;
    if (const int rc = git_checkout_tree(repository, reinterpret_cast<git_object *>(tree), &options); rc < 0)
        return gitFail(rc, u"Files that do not belong to the version could not be removed"_s);
    return {};
}

} // namespace

Result<void> writeFiles(git_repository *repository, const ObjectId &treeOrCommit, const CancelToken &cancel)
{
    const auto tree = lookupTree(repository, treeOrCommit);
    if (!tree)
        return std::unexpected(tree.error());
    IndexHandle wanted;
    if (git_index_new(wanted.out()) < 0 || git_index_read_tree(wanted.get(), tree->get()) < 0)
        return gitFail(-1, u"The version cannot be read"_s, QString::fromLatin1(treeOrCommit.hex));

    clearFolders(repository, wanted.get());
    // Attributes decide how the other files are written, so their files go first.
    std::vector<char *> paths;
    const size_t count = git_index_entrycount(wanted.get());
    for (const bool attributes : {true, false}) {
        for (size_t i = 0; i < count; ++i) {
            const char *path = git_index_get_byindex(wanted.get(), i)->path;
            if (isAttributesFile(path) == attributes)
                paths.push_back(const_cast<char *>(path));
            if (paths.size() < portion)
                continue;
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled, u"Cancelled."_s);
            if (auto written = checkOutPaths(repository, tree->get(), paths); !written)
                return written;
        }
        if (paths.empty())
            continue;
        if (auto written = checkOutPaths(repository, tree->get(), paths); !written)
            return written;
    }
    return {};
}

Result<void> checkOutAll(git_repository *repository, const ObjectId &treeOrCommit, const CancelToken &cancel)
{
    if (auto written = writeFiles(repository, treeOrCommit, cancel); !written)
        return written;
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, u"Cancelled."_s);
    return lookupTree(repository, treeOrCommit).and_then([&](const TreeHandle &tree) {
        return removeOthers(repository, tree.get());
    });
}

} // namespace docket::git
