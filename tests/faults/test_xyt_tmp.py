from tests.faults import stage
stage.ROUNDS = (*stage.ROUNDS, 90000, 90001, 90010, 92000, 95000)
from tests.faults.test_faults import *
from tests.faults.test_faults import played as _p
import pytest
@pytest.mark.parametrize("fault", faults(NETWORKS["youtube"]()))
def test_one(fault, ayu_account):
    Account.objects.update(state="connected", quiet_until=None, renew_at=None, next_care=None)
    print("\n@@", fault, _p("youtube", fault, ayu_account))
@pytest.mark.parametrize("fault", faults(NETWORKS["x"]()))
def test_two(fault, ayu_account):
    print("\n@@", fault, _p("x", fault, ayu_account))
del test_whatever_fails_a_post_is_out_once_or_its_truth_is_told, test_the_page_tells_of_no_network_that_is_not_tested
