// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/foldedtitles.h"
#include "items/tasksection.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QSet>

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace docket {

/**
 * The task list as a tree: sections that hold something, and below them their tasks in order. A ChangeSet becomes the
 * smallest insert, remove, move and dataChanged calls; a reset happens only on setAll(). Roles say what is, not how
 * it looks. Of a section the first `mostRows` tasks are shown, TotalRole counts all; a change costs what is shown and
 * not what there is, so that a store of a hundred thousand tasks does not make the window wait.
 */
class TaskModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        IsSectionRole = Qt::UserRole, SectionRole, CountRole, TotalRole, IdRole, StateRole, SinceRole,
        ProjectIdRole, ProjectNameRole, ProfileRole, AttemptRole, RoundRole, ChecksPassedRole, ChecksFailedRole,
        ChangedFilesRole, LineRole, SnoozedUntilRole,
    };

    static constexpr int defaultMostRows = 1000;

    explicit TaskModel(QObject *parent = nullptr, int mostRows = defaultMostRows);

    /**
     * Words come from the window, since rooms below it speak no language: a section's title, a task's accessible
     * description.
     */
    void setWords(std::function<QString(TaskSection)> sectionTitle,
                  std::function<QString(const TaskCard &)> description);
    void setAll(const QList<Project> &projects, const QList<TaskCard> &tasks, const QDateTime &now);
    void apply(const ChangeSet &changes, const QDateTime &now);
    /** Snoozes that ended by `now` come back. */
    void setNow(const QDateTime &now);
    /** An invalid id shows all projects. */
    void setProject(ProjectId project);
    /** Every word must occur in the title, the project's name or "#id"; case does not count. */
    void setSearch(const QString &words);

    TaskId taskAt(const QModelIndex &index) const;
    QModelIndex indexOf(TaskId task) const;
    QModelIndex indexOf(TaskSection section) const;
    const TaskCard *card(TaskId task) const;
    QString projectName(ProjectId project) const;
    /** Of all tasks of the project that is shown, whatever the search: the number behind the tray and the title. */
    int waitingForPerson() const;
    /** The tasks of a section as shown. */
    QList<TaskId> tasksIn(TaskSection section) const;
    /** The first of a section, whatever project and search are shown. */
    QList<TaskId> firstOf(TaskSection section, int most) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QHash<int, QByteArray> roleNames() const override;

    // Only tasks of the queue are dragged; a drop asks by signal and the answer comes back as a change.
    Qt::DropActions supportedDropActions() const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void moveRequested(docket::TaskId task, docket::TaskId before); ///< invalid `before`: to the end
    void countsChanged();

private:
    using Ids = std::vector<TaskId>;

    QVariant sectionData(TaskSection section, int role) const;
    QVariant taskData(const TaskCard &card, int role) const;
    struct Shown
    {
        Ids ids;       ///< at most mostRows
        int total = 0; ///< how many fit the project and the search
    };

    /** A word that is looked for: as it occurs in FoldedTitles, and the task that "#id" means. */
    struct Word
    {
        std::u16string folded;
        TaskId id;
    };

    bool fits(const FoldedTitles &titles, size_t row, TaskId id) const;
    void keepTitles();
    Shown shownOf(TaskSection section) const;
    bool isBefore(TaskSection section, TaskId a, TaskId b) const;
    void place(const TaskCard &card);
    void takeOut(TaskId task);
    void wake();
    void rememberProjects(const QList<Project> &projects);
    void sync(const QList<TaskId> &changed);
    void removeGone(TaskSection section, const Ids &target);
    void reorder(TaskSection section, const Ids &target);
    int sectionRow(TaskSection section) const;

    QHash<TaskId, TaskCard> m_cards;
    QHash<ProjectId, Project> m_projects;
    QHash<ProjectId, int> m_projectWords; ///< one bit for each word of the search that the project's name has
    std::array<Ids, taskSectionCount> m_all;   ///< every task, in order
    /** Of m_all, only while there is a search. */
    std::array<std::optional<FoldedTitles>, taskSectionCount> m_titles;
    std::array<Ids, taskSectionCount> m_rows;  ///< those that are shown
    std::array<int, taskSectionCount> m_total{};
    std::array<bool, taskSectionCount> m_touched{};
    std::vector<TaskSection> m_sections; ///< those that are shown, in order
    QHash<TaskId, TaskSection> m_homes;     ///< of every task
    QHash<TaskId, TaskSection> m_sectionOf; ///< of those that are shown
    int m_mostRows;
    QDateTime m_now;
    ProjectId m_project;
    std::vector<Word> m_words;
    std::function<QString(TaskSection)> m_sectionTitle;
    std::function<QString(const TaskCard &)> m_description;
};

} // namespace docket
