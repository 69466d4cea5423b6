// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For sources of this room only: libgit2, loaded when the first Library is made and not with the program. It brings
// some fourteen libraries along (TLS, SSH, Kerberos), which nothing here uses and which cost the start of the program
// a third of what an empty window takes. Calls look as they do in any program that links it; one that is not on the
// list below does not link.

#include "core/error.h"

#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

#ifdef __clang__
#pragma clang diagnostic ignored "-Wmissing-field-initializers" // the library's own initialisers name one field of many
#endif

namespace docket::git {

/** Stands for one function of the library. Calling it before a Library was made is a fault of the program. */
template<typename Function>
struct LibraryCall
{
    Function *address = nullptr;
    operator Function *() const { return address; }
};

// clang-format off
#define DOCKET_LIBGIT2_CALLS(X) \
    X(git_attr_get) \
    X(git_attr_get_many_ext) \
    X(git_attr_value) \
    X(git_blame_file) \
    X(git_blame_free) \
    X(git_blame_get_hunk_byindex) \
    X(git_blame_get_hunk_count) \
    X(git_blob_create_from_buffer) \
    X(git_blob_free) \
    X(git_blob_lookup) \
    X(git_blob_rawcontent) \
    X(git_blob_rawsize) \
    X(git_branch_delete) \
    X(git_branch_is_checked_out) \
    X(git_buf_dispose) \
    X(git_checkout_tree) \
    X(git_commit_author) \
    X(git_commit_committer) \
    X(git_commit_create) \
    X(git_commit_free) \
    X(git_commit_id) \
    X(git_commit_lookup) \
    X(git_commit_message) \
    X(git_commit_parent_id) \
    X(git_commit_parentcount) \
    X(git_commit_summary) \
    X(git_commit_tree_id) \
    X(git_config_add_file_ondisk) \
    X(git_config_free) \
    X(git_config_get_bool) \
    X(git_diff_free) \
    X(git_diff_get_delta) \
    X(git_diff_index_to_workdir) \
    X(git_diff_num_deltas) \
    X(git_diff_patchid) \
    X(git_diff_tree_to_tree) \
    X(git_error_last) \
    X(git_graph_descendant_of) \
    X(git_graph_reachable_from_any) \
    X(git_index_add) \
    X(git_index_add_bypath) \
    X(git_index_conflict_cleanup) \
    X(git_index_conflict_iterator_free) \
    X(git_index_conflict_iterator_new) \
    X(git_index_conflict_next) \
    X(git_index_entrycount) \
    X(git_index_free) \
    X(git_index_get_byindex) \
    X(git_index_has_conflicts) \
    X(git_index_new) \
    X(git_index_open) \
    X(git_index_read_tree) \
    X(git_index_remove) \
    X(git_index_write) \
    X(git_index_write_tree_to) \
    X(git_libgit2_init) \
    X(git_libgit2_opts) \
    X(git_libgit2_shutdown) \
    X(git_libgit2_version) \
    X(git_mempack_new) \
    X(git_merge_base) \
    X(git_merge_commits) \
    X(git_merge_file_from_index) \
    X(git_merge_file_result_free) \
    X(git_merge_trees) \
    X(git_object_free) \
    X(git_object_id) \
    X(git_object_lookup) \
    X(git_object_peel) \
    X(git_odb_add_backend) \
    X(git_odb_backend_data_alloc) \
    X(git_odb_exists) \
    X(git_odb_free) \
    X(git_odb_hash) \
    X(git_odb_init_backend) \
    X(git_odb_read_header) \
    X(git_oid_equal) \
    X(git_oid_fmt) \
    X(git_oid_fromstr) \
    X(git_oid_is_zero) \
    X(git_reference_create) \
    X(git_reference_create_matching) \
    X(git_reference_delete) \
    X(git_reference_free) \
    X(git_reference_iterator_free) \
    X(git_reference_iterator_glob_new) \
    X(git_reference_lookup) \
    X(git_reference_name_to_id) \
    X(git_reference_next) \
    X(git_reference_resolve) \
    X(git_reference_shorthand) \
    X(git_reference_symbolic_target) \
    X(git_reference_target) \
    X(git_reference_type) \
    X(git_remote_free) \
    X(git_remote_lookup) \
    X(git_remote_url) \
    X(git_repository_commondir) \
    X(git_repository_config) \
    X(git_repository_config_snapshot) \
    X(git_repository_free) \
    X(git_repository_hashfile) \
    X(git_repository_head_detached) \
    X(git_repository_index) \
    X(git_repository_is_bare) \
    X(git_repository_is_shallow) \
    X(git_repository_is_worktree) \
    X(git_repository_odb) \
    X(git_repository_open_ext) \
    X(git_repository_path) \
    X(git_repository_set_ident) \
    X(git_repository_set_index) \
    X(git_repository_set_workdir) \
    X(git_repository_state) \
    X(git_repository_state_cleanup) \
    X(git_repository_workdir) \
    X(git_revparse_single) \
    X(git_revwalk_free) \
    X(git_revwalk_hide) \
    X(git_revwalk_new) \
    X(git_revwalk_next) \
    X(git_revwalk_push) \
    X(git_revwalk_simplify_first_parent) \
    X(git_revwalk_sorting) \
    X(git_signature_default) \
    X(git_signature_free) \
    X(git_signature_new) \
    X(git_status_byindex) \
    X(git_status_list_entrycount) \
    X(git_status_list_free) \
    X(git_status_list_new) \
    X(git_tree_entry_byindex) \
    X(git_tree_entry_byname) \
    X(git_tree_entry_bypath) \
    X(git_tree_entry_cmp) \
    X(git_tree_entry_filemode) \
    X(git_tree_entry_free) \
    X(git_tree_entry_id) \
    X(git_tree_entry_name) \
    X(git_tree_entry_type) \
    X(git_tree_entrycount) \
    X(git_tree_free) \
    X(git_tree_id) \
    X(git_tree_lookup)
// clang-format on

#define DOCKET_DECLARE_CALL(name) inline LibraryCall<decltype(::name)> name;
DOCKET_LIBGIT2_CALLS(DOCKET_DECLARE_CALL)
#undef DOCKET_DECLARE_CALL

/** Loads the library and finds all of the above, once a process. One thread. */
Result<void> loadLibgit2();

} // namespace docket::git
