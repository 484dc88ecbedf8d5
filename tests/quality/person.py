"""A record of the index, to change for a test."""

PERSON = {
    "mrn": "M1000001",
    "last_name": "Garrham",
    "first_name": "Margaret",
    "middle_name": "Ruth",
    "birth_date": "1970-03-09",
    "sex": "F",
    "ssn": "666-12-3456",
    "street": "12 Elmhatch Way",
    "town": "Ostbrook",
    "phone": "555-0123",
    "member_id": "QX12345678",
}
