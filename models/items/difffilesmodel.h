// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/fileentry.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QSet>

#include <vector>

namespace docket {

/**
 * The files of a change as a tree of folders; a folder that holds nothing but one other folder is shown with it in one
 * row. Values only. Built in one pass over the files that match the filter, so filtering ten thousand files takes
 * milliseconds.
 */
class DiffFilesModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        FileRole = Qt::UserRole, ///< index of the file; -1 for a folder
        PathRole,                ///< whole path as text
        StatusRole,              ///< 'A', 'M' ...
        AddedRole,               ///< lines; invalid while they are not known
        RemovedRole,
        ViewedRole,
        ReadPartsRole,           ///< QPair<int, int>: hunks read, of how many; invalid unless some but not all are
        CommentsRole,            ///< number of threads
        FilesRole,               ///< files below a folder
        ViewedFilesRole,         ///< of these, viewed
    };

    explicit DiffFilesModel(QObject *parent = nullptr);

    void setFiles(std::vector<diff::FileEntry> files);
    void setCounts(int file, int added, int removed);
    /** `parts`: of files that were read in part, hunks read and all. */
    void setViewed(const QSet<int> &files, const QHash<int, QPair<int, int>> &parts = {});
    void setComments(const QHash<int, int> &threads);
    /** Shows only files whose path contains all words, whatever their case. */
    void setFilter(const QString &filter);

    int fileCount() const { return int(m_files.size()); }
    int shownFiles() const { return m_shown; }
    /** Invalid if the filter leaves it out. */
    QModelIndex indexOfFile(int file) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct File
    {
        diff::FileEntry entry;
        QString path;
        int added = -1;
        int removed = -1;
        int comments = 0;
        bool viewed = false;
        QPair<int, int> parts;
        int node = -1;
    };
    struct Node
    {
        QString name;
        int parent = -1;
        int row = 0;
        int file = -1;
        std::vector<int> children;
    };

    void rebuild();
    void joinChains();
    void touch(int file);
    QModelIndex indexOf(int node) const;
    void countBelow(int node, int &files, int &viewed) const;

    std::vector<File> m_files;
    std::vector<Node> m_nodes; // 0 is the root
    QString m_filter;
    int m_shown = 0;
};

} // namespace docket
