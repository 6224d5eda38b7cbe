"""The signatures of `torch.linalg`, as PyTorch's error messages list them."""

# ruff: noqa: E501

from __future__ import annotations

LINALG = """
linalg_cholesky(Tensor input, *, bool upper = False, Tensor out = None)
linalg_cholesky_ex(Tensor input, *, bool upper = False, bool check_errors = False, Tensor out = None)
linalg_cross(Tensor input, Tensor other, *, int dim = -1, Tensor out = None)
linalg_det(Tensor A, *, Tensor out = None)
linalg_diagonal(Tensor A, *, int offset = 0, int dim1 = -2, int dim2 = -1)
linalg_eig(Tensor input, *, Tensor out = None)
linalg_eigh(Tensor input, str UPLO = "L", *, Tensor out = None)
linalg_eigvals(Tensor input, *, Tensor out = None)
linalg_eigvalsh(Tensor input, str UPLO = "L", *, Tensor out = None)
linalg_householder_product(Tensor input, Tensor tau, *, Tensor out = None)
linalg_inv(Tensor A, *, Tensor out = None)
linalg_inv_ex(Tensor A, *, bool check_errors = False, Tensor out = None)
linalg_ldl_factor(Tensor input, *, bool hermitian = False, Tensor out = None)
linalg_ldl_factor_ex(Tensor input, *, bool hermitian = False, bool check_errors = False, Tensor out = None)
linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian = False, Tensor out = None)
linalg_lstsq(Tensor input, Tensor b, float rcond = None, *, str driver = None, Tensor out = None)
linalg_lu(Tensor A, *, bool pivot = True, Tensor out = None)
linalg_lu_factor(Tensor A, *, bool pivot = True, Tensor out = None)
linalg_lu_factor_ex(Tensor A, *, bool pivot = True, bool check_errors = False, Tensor out = None)
linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left = True, bool adjoint = False, Tensor out = None)
linalg_matrix_exp(Tensor input)
linalg_matrix_power(Tensor input, int n, *, Tensor out = None)
linalg_multi_dot(tuple of Tensors tensors, *, Tensor out = None)
linalg_qr(Tensor A, str mode = "reduced", *, Tensor out = None)
linalg_slogdet(Tensor A, *, Tensor out = None)
linalg_solve(Tensor A, Tensor B, *, bool left = True, Tensor out = None)
linalg_solve_ex(Tensor A, Tensor B, *, bool left = True, bool check_errors = False, Tensor out = None)
linalg_solve_triangular(Tensor input, Tensor B, *, bool upper, bool left = True, bool unitriangular = False, Tensor out = None)
linalg_svd(Tensor A, bool full_matrices = True, *, str driver = None, Tensor out = None)
linalg_svdvals(Tensor A, *, str driver = None, Tensor out = None)
linalg_tensorinv(Tensor input, int ind = 2, *, Tensor out = None)
linalg_tensorsolve(Tensor input, Tensor other, tuple of ints dims = None, *, Tensor out = None)
linalg_vander(Tensor x, *, int N = None)
linalg_vecdot(Tensor x, Tensor y, *, int dim = -1, Tensor out = None)
linalg_vector_norm(Tensor input, Number ord = 2, tuple of ints dim = None, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
"""

#: Those with overloads.
OVERLOADED = """
linalg_cond(Tensor input, Number p = None, *, Tensor out = None)
linalg_cond(Tensor input, str p, *, Tensor out = None)
linalg_matrix_norm(Tensor input, Number ord, tuple of ints dim = {-2,-1}, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
linalg_matrix_norm(Tensor input, str ord = "fro", tuple of ints dim = {-2,-1}, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
linalg_matrix_rank(Tensor input, *, Tensor atol = None, Tensor rtol = None, bool hermitian = False, Tensor out = None)
linalg_matrix_rank(Tensor input, *, float atol = None, float rtol = None, bool hermitian = False, Tensor out = None)
linalg_matrix_rank(Tensor input, Tensor tol, bool hermitian = False, *, Tensor out = None)
linalg_matrix_rank(Tensor input, float tol, bool hermitian = False, *, Tensor out = None)
linalg_norm(Tensor input, Number ord = None, tuple of ints dim = None, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
linalg_norm(Tensor input, str ord, tuple of ints dim = None, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
linalg_pinv(Tensor input, *, Tensor atol = None, Tensor rtol = None, bool hermitian = False, Tensor out = None)
linalg_pinv(Tensor input, *, float atol = None, float rtol = None, bool hermitian = False, Tensor out = None)
linalg_pinv(Tensor input, Tensor rcond, bool hermitian = False, *, Tensor out = None)
linalg_pinv(Tensor input, float rcond, bool hermitian = False, *, Tensor out = None)
"""
