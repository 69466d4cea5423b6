// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a reviewer asks of the workbench, and the verdict and merge that follow.
#include "app/engine/engineworkbench.h"

#include "engine/engine.h"
#include "git/values.h"

namespace docket {

namespace {

MergePreview previewOf(const MergeOutlook &outlook)
{
    MergePreview preview{outlook.plan.baseBranch, {}, outlook.refusal, outlook.missingEvidence, outlook.needsNote,
                         outlook.message, outlook.possible};
    for (const git::MergeConflict &conflict : outlook.plan.conflicts)
        preview.conflicts << git::displayPath(conflict.path);
    return preview;
}

} // namespace

void EngineWorkbench::loadComments(TaskId task, QObject *context, Reply<QList<review::Comment>> reply)
{
    ask<QList<review::Comment>>(context, std::move(reply),
                                [task](Engine &engine, const EngineAnswer<QList<review::Comment>> &answer) {
                                    answer(engine.reviews().comments(task));
                                });
}

void EngineWorkbench::saveComment(const review::Comment &comment, QObject *context, Reply<review::Comment> reply)
{
    ask<review::Comment>(context, std::move(reply),
                         [comment](Engine &engine, const EngineAnswer<review::Comment> &answer) {
                             answer(engine.reviews().saveComment(comment, engine.person()));
                         });
}

void EngineWorkbench::deleteComment(CommentId comment, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [comment](Engine &engine, const EngineAnswer<void> &answer) {
        answer(engine.reviews().deleteComment(comment));
    });
}

void EngineWorkbench::loadReadMarks(TaskId task, QObject *context, Reply<QList<QByteArray>> reply)
{
    ask<QList<QByteArray>>(context, std::move(reply),
                           [task](Engine &engine, const EngineAnswer<QList<QByteArray>> &answer) {
                               answer(engine.reviews().readMarks(task));
                           });
}

void EngineWorkbench::setReadMarks(TaskId task, const QList<QByteArray> &read, const QList<QByteArray> &unread,
                                   QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [=](Engine &engine, const EngineAnswer<void> &answer) {
        answer(engine.reviews().setReadMarks(task, read, unread));
    });
}

void EngineWorkbench::loadReviewMemory(TaskId task, QObject *context, Reply<review::ReviewMemory> reply)
{
    ask<review::ReviewMemory>(context, std::move(reply),
                              [task](Engine &engine, const EngineAnswer<review::ReviewMemory> &answer) {
                                  answer(engine.reviews().memory(task, engine.person()));
                              });
}

void EngineWorkbench::noteLook(TaskId task, const ObjectId &snapshot, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [=](Engine &engine, const EngineAnswer<void> &answer) {
        answer(engine.reviews().noteLook(task, engine.person(), snapshot));
    });
}

void EngineWorkbench::keepDraft(TaskId task, const std::optional<review::Comment> &draft, QObject *context,
                                Reply<void> reply)
{
    ask<void>(context, std::move(reply), [=](Engine &engine, const EngineAnswer<void> &answer) {
        answer(engine.reviews().keepDraft(task, engine.person(), draft));
    });
}

void EngineWorkbench::previewFeedback(TaskId task, const QString &note, QObject *context, Reply<QString> reply)
{
    ask<QString>(context, std::move(reply), [task, note](Engine &engine, const EngineAnswer<QString> &answer) {
        answer(engine.reviews().feedback(task, note));
    });
}

void EngineWorkbench::giveVerdict(TaskId task, const ObjectId &tree, Verdict verdict, const QString &note,
                                  QObject *context, Reply<void> reply)
{
    change(context, std::move(reply),
           [=](Engine &engine) { return engine.reviews().giveVerdict(task, tree, verdict, note, engine.person()); });
}

void EngineWorkbench::previewMerge(TaskId task, MergeStrategy strategy, QObject *context, Reply<MergePreview> reply)
{
    ask<MergePreview>(context, std::move(reply),
                      [task, strategy](Engine &engine, const EngineAnswer<MergePreview> &answer) {
                          engine.merges().preview(task, strategy, {}, [answer](const Result<MergeOutlook> &outlook) {
                              if (outlook)
                                  answer(previewOf(*outlook));
                              else
                                  answer(std::unexpected(outlook.error()));
                          });
                      });
}

void EngineWorkbench::merge(TaskId task, MergeStrategy strategy, const QString &note, QObject *context,
                            Reply<void> reply)
{
    ask<void>(context, std::move(reply),
              [task, wish = MergeWish{strategy, note}](Engine &engine, const EngineAnswer<void> &answer) {
                  engine.merges().begin(task, wish, engine.person(),
                                        [answer](const Result<TaskRecord> &begun) { answer(withoutValue(begun)); });
              });
}

void EngineWorkbench::handConflictsBack(TaskId task, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [task](Engine &engine, const EngineAnswer<void> &answer) {
        engine.merges().handBack(task, engine.person(),
                                 [answer](const Result<TaskRecord> &record) { answer(withoutValue(record)); });
    });
}

} // namespace docket
