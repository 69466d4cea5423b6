// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/difffilesmodel.h"

#include "items/plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

DiffFilesModel::DiffFilesModel(QObject *parent) : QAbstractItemModel(parent), m_nodes(1) {}

void DiffFilesModel::setFiles(std::vector<diff::FileEntry> files)
{
    beginResetModel();
    m_files.clear();
    m_files.reserve(files.size());
    for (diff::FileEntry &entry : files) {
        const QString path = visibleText(QString::fromUtf8(entry.path()));
        m_files.push_back({std::move(entry), path, -1, -1, 0, false, {}, -1});
    }
    rebuild();
    endResetModel();
}

void DiffFilesModel::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    rebuild();
    endResetModel();
}

void DiffFilesModel::rebuild()
{
    m_nodes.assign(1, {});
    m_shown = 0;
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    QHash<QStringView, int> folders; // views into m_files, which does not change meanwhile
    for (int i = 0; i < int(m_files.size()); ++i) {
        File &file = m_files[size_t(i)];
        file.node = -1;
        const QStringView path = file.path;
        if (!std::ranges::all_of(words, [&](const QString &word) { return path.contains(word, Qt::CaseInsensitive); }))
            continue;
        int folder = 0;
        qsizetype from = 0;
        for (qsizetype slash = path.indexOf(u'/'); slash >= 0; slash = path.indexOf(u'/', from)) {
            int &known = folders[path.first(slash)];
            if (known == 0) {
                known = int(m_nodes.size());
                m_nodes.push_back({path.sliced(from, slash - from).toString(), folder, 0, -1, {}});
                m_nodes[size_t(folder)].children.push_back(known);
            }
            folder = known;
            from = slash + 1;
        }
        file.node = int(m_nodes.size());
        m_nodes.push_back({path.sliced(from).toString(), folder, 0, i, {}});
        m_nodes[size_t(folder)].children.push_back(file.node);
        ++m_shown;
    }
    joinChains();
}

void DiffFilesModel::joinChains()
{
    // Parents come before their children, so one pass from the front joins chains of any length.
    for (int i = 1; i < int(m_nodes.size()); ++i) {
        while (m_nodes[size_t(i)].children.size() == 1) {
            const int only = m_nodes[size_t(i)].children.front();
            if (m_nodes[size_t(only)].file >= 0)
                break;
            m_nodes[size_t(i)].name += u'/' + m_nodes[size_t(only)].name;
            m_nodes[size_t(i)].children = std::move(m_nodes[size_t(only)].children);
            m_nodes[size_t(only)].children.clear();
            for (const int child : m_nodes[size_t(i)].children)
                m_nodes[size_t(child)].parent = i;
        }
    }
    for (Node &node : m_nodes) {
        // Folders first, files in the order of reading.
        std::ranges::stable_partition(node.children, [this](int child) { return m_nodes[size_t(child)].file < 0; });
        for (int row = 0; row < int(node.children.size()); ++row)
            m_nodes[size_t(node.children[size_t(row)])].row = row;
    }
}

QModelIndex DiffFilesModel::indexOf(int node) const
{
    return node <= 0 ? QModelIndex() : createIndex(m_nodes[size_t(node)].row, 0, quintptr(node));
}

QModelIndex DiffFilesModel::indexOfFile(int file) const
{
    return file < 0 || file >= fileCount() ? QModelIndex() : indexOf(m_files[size_t(file)].node);
}

void DiffFilesModel::touch(int file)
{
    for (QModelIndex index = indexOfFile(file); index.isValid(); index = index.parent())
        Q_EMIT dataChanged(index, index);
}

void DiffFilesModel::setCounts(int file, int added, int removed)
{
    if (file < 0 || file >= fileCount())
        return;
    m_files[size_t(file)].added = added;
    m_files[size_t(file)].removed = removed;
    if (const QModelIndex index = indexOfFile(file); index.isValid())
        Q_EMIT dataChanged(index, index, {AddedRole, RemovedRole});
}

void DiffFilesModel::setViewed(const QSet<int> &files, const QHash<int, QPair<int, int>> &parts)
{
    for (int i = 0; i < fileCount(); ++i) {
        File &file = m_files[size_t(i)];
        if (file.viewed == files.contains(i) && file.parts == parts.value(i))
            continue;
        file.viewed = files.contains(i);
        file.parts = parts.value(i);
        touch(i);
    }
}

void DiffFilesModel::setComments(const QHash<int, int> &threads)
{
    for (int i = 0; i < fileCount(); ++i) {
        if (m_files[size_t(i)].comments == threads.value(i))
            continue;
        m_files[size_t(i)].comments = threads.value(i);
        touch(i);
    }
}

QModelIndex DiffFilesModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node &node = m_nodes[size_t(parent.isValid() ? parent.internalId() : 0)];
    if (row < 0 || row >= int(node.children.size()) || column != 0)
        return {};
    return createIndex(row, 0, quintptr(node.children[size_t(row)]));
}

QModelIndex DiffFilesModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(m_nodes[size_t(index.internalId())].parent) : QModelIndex();
}

int DiffFilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(m_nodes[size_t(parent.isValid() ? parent.internalId() : 0)].children.size());
}

int DiffFilesModel::columnCount(const QModelIndex &) const
{
    return 1;
}

void DiffFilesModel::countBelow(int node, int &files, int &viewed) const
{
    if (const int file = m_nodes[size_t(node)].file; file >= 0) {
        ++files;
        viewed += m_files[size_t(file)].viewed;
    }
    for (const int child : m_nodes[size_t(node)].children)
        countBelow(child, files, viewed);
}

QVariant DiffFilesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = m_nodes[size_t(index.internalId())];
    if (role == Qt::DisplayRole)
        return node.name;
    if (role == FileRole)
        return node.file;
    if (node.file < 0) {
        if (role != FilesRole && role != ViewedFilesRole && role != Qt::AccessibleTextRole)
            return {};
        int files = 0;
        int viewed = 0;
        countBelow(int(index.internalId()), files, viewed);
        if (role == Qt::AccessibleTextRole)
            return tr("%1, folder, %2 of %3 viewed").arg(node.name).arg(viewed).arg(files);
        return role == FilesRole ? files : viewed;
    }
    const File &file = m_files[size_t(node.file)];
    switch (role) {
    case Qt::ToolTipRole:
    case PathRole: return file.path;
    case StatusRole: return QChar(QLatin1Char(diff::statusLetter(file.entry.status)));
    case AddedRole: return file.added < 0 ? QVariant() : file.added;
    case RemovedRole: return file.removed < 0 ? QVariant() : file.removed;
    case ViewedRole: return file.viewed;
    case ReadPartsRole: return file.parts.first > 0 ? QVariant::fromValue(file.parts) : QVariant();
    case CommentsRole: return file.comments;
    case Qt::AccessibleTextRole: {
        QString text =
            tr("%1, %2 added, %3 removed").arg(file.path).arg(std::max(0, file.added)).arg(std::max(0, file.removed));
        if (file.comments > 0)
            text += u", "_s + tr("%n comment(s)", nullptr, file.comments);
        if (file.parts.first > 0)
            text += u", "_s + tr("%1 of %2 hunks read").arg(file.parts.first).arg(file.parts.second);
        return file.viewed ? text + u", "_s + tr("viewed") : text;
    }
    default: return {};
    }
}

} // namespace docket
