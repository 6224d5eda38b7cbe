torch.linalg.inv(torch.zeros(2, 2))

torch.linalg.inv(torch.ones(2, 3))

torch.linalg.inv(torch.ones(3))

torch.inverse(torch.zeros(2, 2))

torch.linalg.inv(torch.zeros(3, 2, 2))

torch.linalg.solve(torch.zeros(2, 2), torch.ones(2))

torch.linalg.solve(torch.ones(2, 3), torch.ones(2))

torch.linalg.solve(torch.eye(2), torch.ones(3))

torch.linalg.solve(torch.eye(2), torch.ones(2, dtype=torch.float64))

torch.linalg.cholesky(-torch.eye(2))

torch.linalg.cholesky(torch.ones(2, 3))

torch.linalg.cholesky(torch.tensor([[1.0, 2.0], [2.0, 1.0]]))

torch.cholesky(-torch.eye(2))

torch.linalg.det(torch.ones(2, 3))

torch.linalg.det(torch.ones(3))

torch.det(torch.ones(2, 2, dtype=torch.int64))

torch.linalg.slogdet(torch.ones(2, 3))

torch.linalg.eig(torch.ones(2, 3))

torch.linalg.eigh(torch.ones(2, 3))

torch.linalg.eigvalsh(torch.ones(3))

torch.linalg.eig(torch.full((2, 2), float("nan")))

torch.linalg.eigh(torch.eye(2), UPLO="X")

torch.linalg.svd(torch.ones(3))

torch.linalg.qr(torch.ones(3))

torch.linalg.qr(torch.ones(2, 2), mode="full")

torch.linalg.lstsq(torch.ones(2, 3), torch.ones(3))

torch.linalg.matrix_power(torch.ones(2, 3), 2)

torch.linalg.matrix_power(torch.zeros(2, 2), -1)

torch.matrix_power(torch.ones(2, 2), 1.5)

torch.linalg.matrix_rank(torch.ones(3))

torch.linalg.pinv(torch.ones(3))

torch.linalg.cond(torch.ones(3))

torch.linalg.lu(torch.ones(3))

torch.linalg.lu_factor(torch.ones(3))

torch.linalg.solve_triangular(torch.eye(2), torch.ones(2), upper=True)

torch.linalg.solve_triangular(torch.eye(2), torch.ones(3, 1), upper=True)

torch.triangular_solve(torch.ones(3, 1), torch.eye(2))

torch.cholesky_solve(torch.ones(3, 1), torch.eye(2))

torch.linalg.multi_dot([torch.ones(2, 3)])

torch.linalg.multi_dot([torch.ones(2, 3), torch.ones(2, 3)])

torch.linalg.multi_dot([])

torch.linalg.vecdot(torch.ones(2), torch.ones(3))

torch.linalg.matrix_exp(torch.ones(2, 3))

torch.linalg.vander(torch.ones(()))

torch.linalg.householder_product(torch.ones(2, 3), torch.ones(3))

torch.linalg.tensorinv(torch.ones(2, 3), ind=0)

torch.linalg.vector_norm("a")

torch.linalg.matrix_norm(torch.ones(2, 2), "abc")

torch.linalg.norm(torch.ones(2), "fro")

torch.linalg.inv("a")

torch.linalg.inv()

torch.linalg.inv_ex(torch.ones(2, 3))

torch.logdet(torch.ones(2, 3))

torch.fft.fft(torch.ones(()))

torch.fft.fft(torch.ones(3), n=0)

torch.fft.fft(torch.ones(3), dim=1)

torch.fft.fft(torch.ones(3), norm="a")

torch.fft.rfft(torch.ones(3, dtype=torch.complex64))

torch.fft.fft2(torch.ones(3))
